/** The MPU-6050's registers, and what its sensors put into them (register map rev 4.2). */

export const SAMPLE_DIVIDER = 0x19;
export const CONFIG = 0x1a;
export const GYRO_CONFIG = 0x1b;
export const ACCEL_CONFIG = 0x1c;
export const INT_PIN = 0x37;
export const INT_ENABLE = 0x38;
export const INT_STATUS = 0x3a;
/** Accelerometer, temperature and gyroscope: seven values of two bytes, the high one first. */
export const DATA = 0x3b;
export const DATA_BYTES = 14;
export const POWER = 0x6b;
export const WHO_AM_I = 0x75;
const FIFO_DATA = 0x74;
export const REGISTERS = 0x80;

/** PWR_MGMT_1: reset and sleep. */
export const RESET = 0x80;
export const SLEEP = 0x40;
/** INT_ENABLE and INT_STATUS: a new set of data. */
export const DATA_READY = 0x01;
/** INT_PIN_CFG: low when active, open drain, stays until it is read, any read will do. */
export const ACTIVE_LOW = 0x80;
export const OPEN_DRAIN = 0x40;
export const LATCHED = 0x20;
export const CLEARED_BY_ANY = 0x10;

/** Registers that keep what is written to them. */
const WRITABLE: readonly (readonly [first: number, last: number])[] = [
  [0x0d, 0x10],
  [0x19, 0x1c],
  [0x23, 0x38],
  [0x63, 0x67],
  [0x6a, 0x6c],
  [0x72, 0x73],
];
export const isWritable = (register: number): boolean =>
  WRITABLE.some(([first, last]) => register >= first && register <= last);

/** After a reset all is 0 but for these. */
export function atReset(): number[] {
  const registers = Array<number>(REGISTERS).fill(0);
  registers[POWER] = SLEEP;
  registers[WHO_AM_I] = 0x68;
  return registers;
}

/** The FIFO's data register is read again and again. */
export const after = (register: number): number => (register === FIFO_DATA ? register : (register + 1) % REGISTERS);

/** What is sensed: g, degrees a second, °C. */
export interface Motion {
  readonly acceleration: readonly [number, number, number];
  readonly rotation: readonly [number, number, number];
  readonly temperature: number;
}

/** Counts of 1 g and of 1 degree a second in the smallest range. */
const PER_G = 16384;
const PER_DEGREE = 131;
/** °C = counts / 340 + 36.53. */
const PER_KELVIN = 340;
const ZERO_COUNTS = 36.53;

const counts = (value: number): number => Math.max(-32768, Math.min(32767, Math.round(value)));

/** The range is bits 3 and 4: each doubles it. */
const scale = (config: number): number => 2 ** ((config >> 3) & 3);

/** The data registers' bytes. */
export function sample({ acceleration, rotation, temperature }: Motion, registers: readonly number[]): number[] {
  const perG = PER_G / scale(registers[ACCEL_CONFIG] as number);
  const perDegree = PER_DEGREE / scale(registers[GYRO_CONFIG] as number);
  const values = [
    ...acceleration.map((value) => value * perG),
    (temperature - ZERO_COUNTS) * PER_KELVIN,
    ...rotation.map((value) => value * perDegree),
  ];
  return values.map(counts).flatMap((value) => [(value >> 8) & 0xff, value & 0xff]);
}

/** From one set of data to the next, ns: 8 kHz without low-pass filter, else 1 kHz, by the divider. */
export function period(registers: readonly number[]): number {
  const filter = (registers[CONFIG] as number) & 7;
  const base = filter === 0 || filter === 7 ? 125_000 : 1_000_000;
  return base * (1 + (registers[SAMPLE_DIVIDER] as number));
}

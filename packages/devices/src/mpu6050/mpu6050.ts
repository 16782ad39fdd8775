/**
 * Accelerometer and gyroscope `wokwi-mpu6050` (GY-521) on I2C, address 0x68, or 0x69 with AD0 high.
 *
 * Pins: VCC, GND, SCL, SDA with pull-ups, AD0 (pulled down on the module), INT; XDA, XCL are not used.
 * Source: InvenSense MPU-6050 product specification rev 3.4 and register map rev 4.2: asleep after reset (PWR_MGMT_1 40h), WHO_AM_I
 *   68h; 16384 counts a g in the range of 2 g, 131 counts for 1 °/s in that of 250 °/s; temperature = counts / 340 + 36.53 °C.
 *
 * Attributes: accelX, accelY, accelZ, g (0, 0, 1); rotationX, rotationY, rotationZ, °/s (0); temperature, °C (24): at first.
 * Controls: the same, ±16 g, ±2000 °/s, -40 to 85 °C. What is beyond the range that is set reads as its end.
 * Asleep the data stay as they are: 0 after a reset. INT and the bit in INT_STATUS tell new data at the sample rate.
 * Outputs: `awake`. Fault `asleep`: data were read although it sleeps, once. Below 2.4 V it does not answer and forgets everything.
 *
 * Not modelled: FIFO (counts 0), motion detection, self-test, the secondary bus, single axes in standby, what the low-pass filter
 * delays, 30 ms until the gyroscope runs, noise, offset and drift.
 */
import { defineDevice, HIGH_Z, pull, strong, us, type DeviceContext, type Nanos } from "@tickless/sim-core";
import { numberAttribute } from "../attributes.js";
import { pullUp } from "../i2c-lines.js";
import { registerPointer, registerTarget, type RegisterPointer } from "../i2c-registers.js";
import { declareSupply, driveOutput } from "../power.js";
import * as reg from "./registers.js";

const LEAST_VOLTS = 2.4;
/** The module's regulator. */
const REGULATED_VOLTS = 3.3;
/** From AD0 to ground on the module. */
const PULL_DOWN = pull(0, 4700);
const OUTPUT_OHMS = 100;
const PULSE: Nanos = us(50);

/** Controls and attributes: their place in `motion`, limits and unit. */
const MOTIONS = [
  ...["accelX", "accelY", "accelZ"].map((name, axis) => ({ name, limit: 16, fallback: axis === 2 ? 1 : 0, unit: "g" })),
  ...["rotationX", "rotationY", "rotationZ"].map((name) => ({ name, limit: 2000, fallback: 0, unit: "°/s" })),
] as const;
const TEMPERATURE = { min: -40, max: 85, fallback: 24 };

interface MpuState {
  readonly pointer: RegisterPointer;
  /** Acceleration and rotation by axis, temperature. */
  motion: number[];
  registers: number[];
  powered: boolean;
  /** When INT_STATUS was last read. */
  told: Nanos;
  /** INT is active. */
  interrupt: boolean;
  reported: boolean;
}

type Context = DeviceContext<MpuState>;

const register = (ctx: Context, number: number): number => ctx.state.registers[number] as number;
const isAwake = (ctx: Context): boolean => ctx.state.powered && !(register(ctx, reg.POWER) & reg.SLEEP);

function measure(ctx: Context): void {
  const [x = 0, y = 0, z = 0, rx = 0, ry = 0, rz = 0, temperature = 0] = ctx.state.motion;
  const bytes = reg.sample({ acceleration: [x, y, z], rotation: [rx, ry, rz], temperature }, ctx.state.registers);
  ctx.state.registers.splice(reg.DATA, reg.DATA_BYTES, ...bytes);
}

function connect(ctx: Context): void {
  const [scl, sda, ad0, int] = [ctx.pin("SCL"), ctx.pin("SDA"), ctx.pin("AD0"), ctx.pin("INT")];
  const awake = ctx.output("awake", "output");
  awake.write(0);
  const driveInt = (): void => {
    const config = register(ctx, reg.INT_PIN);
    const high = ctx.state.interrupt !== ((config & reg.ACTIVE_LOW) !== 0);
    if (!(config & reg.OPEN_DRAIN)) return driveOutput(int, high, supply, REGULATED_VOLTS);
    int.set(high || supply.volts === 0 ? HIGH_Z : strong(0, OUTPUT_OHMS));
  };
  const interrupt = (on: boolean): void => {
    ctx.state.interrupt = on;
    driveInt();
  };
  const pulse = ctx.timer(() => interrupt(false));
  const samples = ctx.timer(() => {
    interrupt(true);
    if (!(register(ctx, reg.INT_PIN) & reg.LATCHED)) pulse.start(PULSE);
    samples.start(reg.period(ctx.state.registers));
  });
  /** What follows from the registers. */
  const settle = (wasAwake: boolean): void => {
    const now = isAwake(ctx);
    if (now !== wasAwake) awake.write(now ? 1 : 0);
    const wanted = now && (register(ctx, reg.INT_ENABLE) & reg.DATA_READY) !== 0;
    if (!wanted) samples.stop();
    else if (!samples.pending) samples.start(reg.period(ctx.state.registers));
    driveInt();
  };
  const reset = (): void => {
    Object.assign(ctx.state, { registers: reg.atReset(), interrupt: false, told: ctx.now });
    pulse.stop();
  };
  const supply = declareSupply(ctx, LEAST_VOLTS, () => {
    const before = isAwake(ctx);
    const powered = supply.volts > 0;
    if (powered !== ctx.state.powered) reset();
    ctx.state.powered = powered;
    pullUp([scl, sda], Math.min(REGULATED_VOLTS, supply.volts));
    ad0.set(powered ? PULL_DOWN : HIGH_Z);
    settle(before);
  });
  const write = (number: number, byte: number): void => {
    const before = isAwake(ctx);
    if (number === reg.POWER && byte & reg.RESET) reset();
    else if (reg.isWritable(number)) {
      // The last data are kept when it falls asleep.
      if (before) measure(ctx);
      ctx.state.registers[number] = byte;
    }
    settle(before);
  };
  const read = (number: number): number => {
    if (number === reg.DATA && !isAwake(ctx)) reportSleep(ctx);
    const value = number === reg.INT_STATUS ? takeStatus(ctx) : register(ctx, number % reg.REGISTERS);
    const clears = number === reg.INT_STATUS || register(ctx, reg.INT_PIN) & reg.CLEARED_BY_ANY;
    if (clears && ctx.state.interrupt && !pulse.pending) interrupt(false);
    return value;
  };
  const start = (reads: boolean): void => {
    if (reads && isAwake(ctx)) measure(ctx);
  };
  const answers = (address: number): boolean => ctx.state.powered && address === 0x68 + ad0.read();
  const pointer = (): RegisterPointer => ctx.state.pointer;
  ctx.i2cTarget(scl, sda, registerTarget({ pointer, answers, next: reg.after, start, read, write }));
  declareControls(ctx);
}

/** Whether there were new data since it was last asked. */
function takeStatus(ctx: Context): number {
  const length = reg.period(ctx.state.registers);
  const fresh = isAwake(ctx) && Math.floor(ctx.now / length) > Math.floor(ctx.state.told / length);
  ctx.state.told = ctx.now;
  return fresh ? reg.DATA_READY : 0;
}

function reportSleep(ctx: Context): void {
  if (ctx.state.reported) return;
  ctx.state.reported = true;
  ctx.fault("asleep", "data were read while it sleeps, as it does after power-on: write 0 to PWR_MGMT_1 (6Bh) first");
}

function declareControls(ctx: Context): void {
  const declare = (
    name: string,
    place: number,
    range: { min: number; max: number; fallback: number },
    unit: string,
  ) => {
    const initial = numberAttribute(ctx, name, range);
    ctx.state.motion[place] = initial;
    ctx.control(name, { min: range.min, max: range.max, initial, unit }, (value) => {
      ctx.state.motion[place] = value;
    });
  };
  MOTIONS.forEach(({ name, limit, fallback, unit }, place) => {
    declare(name, place, { min: -limit, max: limit, fallback }, unit);
  });
  declare("temperature", MOTIONS.length, TEMPERATURE, "°C");
}

export const mpu6050 = defineDevice<MpuState>({
  type: "wokwi-mpu6050",
  pins: ["INT", "AD0", "XCL", "XDA", "SDA", "SCL", "GND", "VCC"],
  pullUps: ["SCL", "SDA"],
  attributes: [...MOTIONS.map(({ name }) => name), "temperature"],
  createState: () => ({
    ...{ pointer: registerPointer(), motion: Array<number>(7).fill(0), registers: reg.atReset() },
    ...{ powered: false, told: 0, interrupt: false, reported: false },
  }),
  connect,
});

/**
 * Real-time clock `wokwi-ds1307` on I2C, address 0x68, with a battery.
 *
 * Pins: GND, 5V, SDA and SCL with pull-ups, SQW (open drain).
 * Source: Maxim DS1307 data sheet: registers (table 2: BCD, 12 or 24 hours, CH stops the oscillator), control register 07h (OUT, SQWE,
 *   RS: 1, 4096, 8192, 32768 Hz), 56 bytes of RAM, registers copied at each START, below 1.25 times the battery's voltage (3.75 V)
 *   no access.
 *
 * Attributes: initTime: "now" (default): the virtual calendar's start, 2024-02-29 13:57:42, as of a board's own RTC; a date and time
 *   (2024-05-01T12:00:00Z); or "0": never set, 2000-01-01 with the oscillator off, as without a battery.
 * Outputs: `time`, seconds since 2000 at each second that SQW shows or that is set.
 * Faults: `low-supply`: spoken to with less than 3.75 V, it does not answer; `invalid-time`: a byte that is no such number in BCD.
 * The battery keeps it going without supply. SQW falls at the beginning of a second; writing the seconds begins one.
 *
 * Not modelled: the oscillator's error, an empty battery, the module's EEPROM.
 */
import { defineDevice, HIGH_Z, s, strong, type DeviceContext, type Nanos } from "@tickless/sim-core";
import { textAttribute } from "../attributes.js";
import { pullUp } from "../i2c-lines.js";
import { registerPointer, registerTarget, type RegisterPointer } from "../i2c-registers.js";
import { declareSupply } from "../power.js";
import {
  calendarAt,
  later,
  parseCalendar,
  registersOf,
  secondsOf,
  TIME_REGISTERS,
  withRegister,
  wrongWith,
  type Calendar,
} from "./calendar.js";

const ADDRESS = 0x68;
const LEAST_VOLTS = 3.75;
/** Something is there, but too little. */
const FAINT_VOLTS = 1;
const OUTPUT_OHMS = 100;
/** An edge lies on a whole nanosecond: this share of half a period may be missing. */
const EDGE = 1e-3;
/** The virtual calendar's start: 2024-02-29 13:57:42 as seconds since 2000. */
const START = 762_530_262;

const REGISTERS = 0x40;
const CONTROL = 0x07;
const HALT = 0x80;
const OUT = 0x80;
const SQUARE_WAVE = 0x10;
/** Bits of the control register that there are. */
const WRITABLE = 0x93;
const HERTZ = [1, 4096, 8192, 32_768] as const;

interface Ds1307State {
  readonly pointer: RegisterPointer;
  /** What it was at `since`, which was the beginning of a second. */
  calendar: Calendar;
  since: Nanos;
  halted: boolean;
  /** Control register and RAM. */
  memory: number[];
  /** The time registers as they were at the last START. */
  buffer: number[];
  low: boolean;
  reported: boolean;
  powered: boolean;
}

type Context = DeviceContext<Ds1307State>;

/** Lets the calendar catch up; between it and now less than a second is left. */
function catchUp({ state, now }: Context): void {
  const seconds = state.halted ? 0 : Math.floor((now - state.since) / s(1));
  if (seconds === 0) return;
  state.calendar = later(state.calendar, seconds);
  state.since += seconds * s(1);
}

function readStart(ctx: Context): void {
  const text = textAttribute(ctx.attributes, "initTime", "now");
  if (text === "now") return;
  if (text === "0" || text === "false") {
    Object.assign(ctx.state, { calendar: { ...calendarAt(0), weekday: 1 }, halted: true });
    return;
  }
  const calendar = parseCalendar(text);
  if (calendar) ctx.state.calendar = calendar;
  else
    ctx.warn(
      `'initTime' is '${text}', which is no time, and ignored`,
      'write "now", "0" or a date and time such as 2024-05-01T12:00:00Z',
    );
}

const controlOf = ({ state }: Context): number => state.memory[0] as number;

/** The output SQW: `settle` is what follows from the control register, the oscillator and the supply. */
function declareSquareWave(ctx: Context, volts: () => number, second: () => void): { settle(): void } {
  const sqw = ctx.pin("SQW");
  const drive = (low: boolean): void => {
    ctx.state.low = low;
    sqw.set(low && volts() > 0 ? strong(0, OUTPUT_OHMS) : HIGH_Z);
  };
  const half = (): Nanos => s(1) / (HERTZ[controlOf(ctx) & 3] as number) / 2;
  /** Halves of periods since the last second that is known to have begun. */
  const halves = (): number => Math.floor((ctx.now - ctx.state.since) / half() + EDGE);
  const nextEdge = (): void => wave.startAt(ctx.state.since + Math.round((halves() + 1) * half()));
  const wave = ctx.timer(() => {
    // Low in the first half.
    drive(halves() % 2 === 0);
    if (ctx.state.low && (controlOf(ctx) & 3) === 0) second();
    nextEdge();
  });
  return {
    settle: () => {
      const square = (controlOf(ctx) & SQUARE_WAVE) !== 0 && !ctx.state.halted && volts() > 0;
      drive(square ? halves() % 2 === 0 : (controlOf(ctx) & OUT) === 0);
      if (square) nextEdge();
      else wave.stop();
    },
  };
}

function connect(ctx: Context): void {
  readStart(ctx);
  const [scl, sda] = [ctx.pin("SCL"), ctx.pin("SDA")];
  const output = ctx.output("time", "output");
  const tell = (): void => {
    catchUp(ctx);
    output.write(secondsOf(ctx.state.calendar));
  };
  output.write(secondsOf(ctx.state.calendar));
  const wave = declareSquareWave(ctx, () => supply.volts, tell);
  const supply = declareSupply(
    ctx,
    FAINT_VOLTS,
    () => {
      ctx.state.powered = supply.volts >= LEAST_VOLTS;
      pullUp([scl, sda], supply.volts);
      wave.settle();
    },
    ["5V", "GND"],
  );
  const target = registerTarget({
    pointer: () => ctx.state.pointer,
    answers: (address) => address === ADDRESS && (ctx.state.powered || reportLow(ctx, supply.volts)),
    next: (register) => (register + 1) % REGISTERS,
    start: () => {
      catchUp(ctx);
      ctx.state.buffer = registersOf(ctx.state.calendar);
    },
    read: (register) => {
      const at = register % REGISTERS;
      if (at >= TIME_REGISTERS) return ctx.state.memory[at - CONTROL] as number;
      return (ctx.state.buffer[at] as number) | (at === 0 && ctx.state.halted ? HALT : 0);
    },
    write: (register, byte) => {
      const at = register % REGISTERS;
      if (at > CONTROL) ctx.state.memory[at - CONTROL] = byte;
      else if (at === CONTROL) ctx.state.memory[0] = byte & WRITABLE;
      else setTime(ctx, at, byte);
      if (at < CONTROL) tell();
      if (at <= CONTROL) wave.settle();
    },
  });
  ctx.i2cTarget(scl, sda, target);
}

function setTime(ctx: Context, register: number, byte: number): void {
  catchUp(ctx);
  const { state } = ctx;
  const value = register === 0 ? byte & 0x7f : byte;
  const wrong = wrongWith(register, value);
  if (wrong !== undefined) ctx.fault("invalid-time", wrong);
  else state.calendar = withRegister(state.calendar, register, value);
  if (register > 0) return;
  state.halted = (byte & HALT) !== 0;
  state.since = ctx.now;
}

/** Never answers; it is reported once. */
function reportLow(ctx: Context, volts: number): false {
  if (!ctx.state.reported && volts > 0) {
    ctx.state.reported = true;
    ctx.fault("low-supply", `it does not answer with ${volts.toFixed(1)} V: it needs 5 V (at least 3.75 V)`);
  }
  return false;
}

export const ds1307 = defineDevice<Ds1307State>({
  type: "wokwi-ds1307",
  pins: ["GND", "5V", "SDA", "SCL", "SQW"],
  pullUps: ["SCL", "SDA"],
  roles: { SQW: "open-drain" },
  attributes: ["initTime"],
  createState: () => ({
    ...{ pointer: registerPointer(), calendar: calendarAt(START), since: 0, halted: false },
    ...{ memory: [0x03, ...Array<number>(REGISTERS - CONTROL - 1).fill(0)], buffer: Array<number>(7).fill(0) },
    ...{ low: false, reported: false, powered: false },
  }),
  connect,
});

/**
 * 8-bit shift register with output latches `wokwi-74hc595`.
 *
 * Pins: DS data in, SHCP shift clock, STCP latch clock, MR reset (low), OE output enable (low), Q0 to Q7, Q7S serial out, VCC, GND.
 * Source: Nexperia 74HC595 data sheet. On a rising SHCP DS moves into bit 0, bit 7 drops out, and Q7S is the new bit 7; on a rising
 *   STCP the bits go to the outputs (with both at once: those before the shift). MR low clears the shift register, not the
 *   outputs; OE high lets the outputs go. Delay 20 ns (19 ns typical from SHCP to Q7S at 4.5 V).
 *
 * Outputs: `outputs` 0 to 255, what the latch holds (Q0 is bit 0). At power-on all is 0; real chips hold anything.
 * Faults: `no-power`: clocked with less than 2 V between VCC and GND; it does nothing then.
 *   `floating-input`: clocked while OE or MR is not connected. A real chip may then reset or let go of its outputs at any time; this
 *   one works.
 * High outputs are at VCC. On an SPI bus (SCK at SHCP, MOSI at DS) it takes whole bytes, and gives MISO what drops out if that is at
 * Q7S.
 *
 * Not modelled: set-up and hold times, the highest clock rate, the current of all outputs together, input thresholds at 5 V.
 */
import { defineDevice, HIGH_Z, strong, type DeviceContext, type Nanos } from "@tickless/sim-core";
import { voltsAcross } from "../supply-volts.js";

const DELAY: Nanos = 20;
const MIN_VOLTS = 2;
const OUTPUT_OHMS = 40;
const BITS = 8;

export interface ShiftRegister {
  /** Bit 0 was shifted in last; bit 7 is at Q7S. */
  shift: number;
  /** What the outputs hold. */
  latch: number;
}

/** Shifts one bit in; returns the one that drops out. */
export function shiftBit(register: ShiftRegister, bit: number): number {
  const out = register.shift >> (BITS - 1);
  register.shift = ((register.shift << 1) | bit) & 0xff;
  return out;
}

/** Shifts a byte in, its highest bit first, as SPI sends it; returns the byte that drops out for the next chip of a chain. */
export function shiftIn(register: ShiftRegister, byte: number): number {
  const out = register.shift;
  register.shift = byte & 0xff;
  return out;
}

interface State extends ShiftRegister {
  /** The last shift: when, and what was in the register before. */
  shiftedAt: Nanos;
  before: number;
  /** What the pins do: the latch's bits, the serial bit above them, and whether the outputs are enabled; -1 not yet. */
  driven: number;
  /** The supply, volts. */
  volts: number;
  readonly faults: Record<string, boolean>;
}

type Context = DeviceContext<State>;

const SERIAL = 0x100;
const ENABLED = 0x200;

function connect(ctx: Context): void {
  const [shift, latch, reset, enable] = [ctx.pin("SHCP"), ctx.pin("STCP"), ctx.pin("MR"), ctx.pin("OE")];
  const data = ctx.pin("DS");
  const drive = outputs(ctx);
  const outputsTrack = ctx.output("outputs", "output");
  outputsTrack.write(0);
  const later = ctx.timer(drive);
  const changed = (): void => {
    if (!later.pending) later.start(DELAY);
  };
  followSupply(ctx, changed);
  const held = (): boolean => reset.level === 0;
  ctx.watchLevel(latch, () => {
    if (latch.read() === 0 || !works(ctx)) return;
    const bits = ctx.state.shiftedAt === ctx.now ? ctx.state.before : ctx.state.shift;
    if (ctx.state.latch === bits) return;
    outputsTrack.write((ctx.state.latch = bits));
    changed();
  });
  ctx.watchLevel(shift, () => {
    if (shift.read() === 0 || held() || !works(ctx)) return;
    const before = ctx.state.shift;
    Object.assign(ctx.state, { shiftedAt: ctx.now, before });
    shiftBit(ctx.state, data.read());
    if ((before ^ ctx.state.shift) & 0x80) changed();
  });
  ctx.spiTarget(
    { sck: shift, mosi: data, miso: ctx.pin("Q7S") },
    {
      transfer: ({ data: bytes }) => {
        if (held() || !works(ctx)) return undefined;
        const out = bytes.map((byte) => shiftIn(ctx.state, byte));
        changed();
        return out;
      },
    },
  );
  ctx.watchLevel(reset, () => {
    if (!held()) return;
    ctx.state.shift = 0;
    changed();
  });
  ctx.watchLevel(enable, changed);
  changed();
}

function followSupply(ctx: Context, changed: () => void): void {
  const [vcc, gnd] = [ctx.pin("VCC"), ctx.pin("GND")];
  for (const pin of [vcc, gnd]) {
    ctx.watchState(pin, () => {
      ctx.state.volts = voltsAcross(vcc, gnd);
      ctx.state.driven = -1;
      changed();
    });
  }
}

/** The output pins; returns what brings them to what the register says. */
function outputs(ctx: Context): () => void {
  const pins = Array.from({ length: BITS }, (_, bit) => ctx.pin(`Q${bit}`));
  const serial = ctx.pin("Q7S");
  const enable = ctx.pin("OE");
  return () => {
    const { state } = ctx;
    const { volts } = state;
    const powered = volts >= MIN_VOLTS;
    const level = (bit: number) => strong(bit ? volts : 0, OUTPUT_OHMS);
    const enabled = powered && enable.level !== 1 ? ENABLED : 0;
    const wanted = state.latch | (state.shift & 0x80 ? SERIAL : 0) | enabled;
    const differ = state.driven < 0 ? -1 : state.driven ^ wanted;
    state.driven = wanted;
    pins.forEach((pin, bit) => {
      if (differ & ((1 << bit) | ENABLED)) pin.set(enabled ? level((state.latch >> bit) & 1) : HIGH_Z);
    });
    if (differ & SERIAL) serial.set(powered ? level(state.shift >> (BITS - 1)) : HIGH_Z);
  };
}

/** Whether it is powered. Reports once what is wrong with its wiring. */
function works(ctx: Context): boolean {
  const { faults } = ctx.state;
  const once = (kind: string, message: string): void => {
    if (!faults[kind + message]) ctx.fault(kind, message);
    faults[kind + message] = true;
  };
  // At power-on it may be clocked before it was told of its supply.
  if (ctx.state.volts < MIN_VOLTS) ctx.state.volts = voltsAcross(ctx.pin("VCC"), ctx.pin("GND"));
  if (ctx.state.volts < MIN_VOLTS) {
    once("no-power", "it is clocked, but there is no supply between VCC and GND");
    return false;
  }
  for (const name of ["OE", "MR"]) {
    if (ctx.pin(name).level === 3)
      once("floating-input", `${name} is not connected: tie it to ${name === "OE" ? "GND" : "VCC"}`);
  }
  return true;
}

export const shiftRegister595 = defineDevice<State>({
  type: "wokwi-74hc595",
  pins: [
    ...Array.from({ length: BITS }, (_, bit) => `Q${bit}`),
    ...["GND", "Q7S", "MR", "SHCP", "STCP", "OE", "DS", "VCC"],
  ],
  roles: {
    ...{ DS: "input", SHCP: "input", STCP: "input", MR: "input", OE: "input", Q7S: "output" },
    ...Object.fromEntries(Array.from({ length: BITS }, (_, bit) => [`Q${bit}`, "output"] as const)),
  },
  attributes: [],
  createState: () => ({ shift: 0, latch: 0, shiftedAt: -1, before: 0, driven: -1, volts: 0, faults: {} }),
  connect,
});

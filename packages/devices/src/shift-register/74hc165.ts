/**
 * 8-bit shift register with parallel inputs `wokwi-74hc165`.
 *
 * Pins: PL load (low), CP clock, CE clock enable (low), DS serial in, D0 to D7, Q7 serial out, Q7_N its inverse, VCC, GND.
 * Source: Nexperia 74HC165 data sheet. While PL is low the register follows D0 to D7; when PL is high a rising edge of CP (or of CE: the
 *   two are ORed) shifts it by one towards Q7, and DS moves into bit 0. So D7 is read first. Delay 20 ns.
 *
 * Outputs: `register` 0 to 255, what it holds at the end of a load.
 * Faults: `no-power`: loaded or clocked with less than 2 V between VCC and GND; it does nothing then.
 *   `floating-input`: clocked while CE is not connected; it works as if it were low.
 * High outputs are at VCC. Inputs that are not connected read low.
 *
 * Not modelled: set-up and hold times, the highest clock rate, input thresholds at 5 V.
 */
import { defineDevice, HIGH_Z, strong, type DeviceContext, type Nanos, type Pin } from "@tickless/sim-core";
import { voltsAcross } from "../supply-volts.js";

const DELAY: Nanos = 20;
const MIN_VOLTS = 2;
const BITS = 8;
const UNKNOWN = -1;

interface State {
  /** Bit 7 is at Q7. */
  register: number;
  /** What the outputs do: the bit, or -1 for not yet. */
  driven: number;
  /** The supply, volts. */
  volts: number;
  readonly faults: Record<string, boolean>;
}

type Context = DeviceContext<State>;

function connect(ctx: Context): void {
  const [load, clock, enable, serial] = [ctx.pin("PL"), ctx.pin("CP"), ctx.pin("CE"), ctx.pin("DS")];
  const [vcc, gnd] = [ctx.pin("VCC"), ctx.pin("GND")];
  const inputs = Array.from({ length: BITS }, (_, bit) => ctx.pin(`D${bit}`));
  const track = ctx.output("register", "output");
  track.write(0);
  const outputs = [ctx.pin("Q7"), ctx.pin("Q7_N")] as const;
  const drive = ctx.timer(() => driveOutputs(ctx, outputs));
  const show = (): void => {
    if (ctx.state.register >> (BITS - 1) !== ctx.state.driven && !drive.pending) drive.start(DELAY);
  };
  const take = (): void => {
    if (!works(ctx)) return;
    ctx.state.register = inputs.reduce((bits, pin, bit) => bits | (pin.read() << bit), 0);
    show();
  };
  for (const pin of [vcc, gnd]) {
    ctx.watchState(pin, () => {
      Object.assign(ctx.state, { volts: voltsAcross(vcc, gnd), driven: UNKNOWN });
      show();
    });
  }
  // While PL is low only the highest input shows.
  const follow = ctx.watchLevel(inputs[BITS - 1] as Pin, take);
  follow.active = false;
  ctx.watchLevel(load, () => {
    const loading = load.read() === 0;
    follow.active = loading;
    take();
    if (!loading) track.write(ctx.state.register);
  });
  const shift = (moved: Pin, other: Pin) => (): void => {
    if (moved.read() === 0 || other.read() === 1 || load.read() === 0 || !works(ctx)) return;
    ctx.state.register = ((ctx.state.register << 1) | serial.read()) & 0xff;
    show();
  };
  ctx.watchLevel(clock, shift(clock, enable));
  ctx.watchLevel(enable, shift(enable, clock));
  drive.start(DELAY);
}

function driveOutputs(ctx: Context, [q7, inverse]: readonly [Pin, Pin]): void {
  const { volts } = ctx.state;
  const bit = ctx.state.register >> (BITS - 1);
  ctx.state.driven = bit;
  const level = (high: number) => (volts >= MIN_VOLTS ? strong(high ? volts : 0) : HIGH_Z);
  q7.set(level(bit));
  inverse.set(level(1 - bit));
}

/** Whether it is powered. Reports once what is wrong with its wiring. */
function works(ctx: Context): boolean {
  const { faults } = ctx.state;
  const once = (kind: string, message: string): void => {
    if (!faults[kind]) ctx.fault(kind, message);
    faults[kind] = true;
  };
  // At power-on it may be clocked before it was told of its supply.
  if (ctx.state.volts < MIN_VOLTS) ctx.state.volts = voltsAcross(ctx.pin("VCC"), ctx.pin("GND"));
  if (ctx.state.volts < MIN_VOLTS) {
    once("no-power", "it is used, but there is no supply between VCC and GND");
    return false;
  }
  if (ctx.pin("CE").level === 3) once("floating-input", "CE is not connected: tie it to GND");
  return true;
}

export const shiftRegister165 = defineDevice<State>({
  type: "wokwi-74hc165",
  pins: [...["PL", "CP", "D4", "D5", "D6", "D7", "Q7_N", "GND"], ...["Q7", "DS", "D0", "D1", "D2", "D3", "CE", "VCC"]],
  roles: {
    ...{ PL: "input", CP: "input", CE: "input", DS: "input", Q7: "output", Q7_N: "output" },
    ...Object.fromEntries(Array.from({ length: BITS }, (_, bit) => [`D${bit}`, "input"] as const)),
  },
  attributes: [],
  createState: () => ({ register: 0, driven: UNKNOWN, volts: 0, faults: {} }),
  connect,
});

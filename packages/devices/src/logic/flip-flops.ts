/**
 * Flip-flops: `wokwi-flip-flop-d`, `-dr` (with reset), `-dsr` (with set and reset), `-sr` (clocked set and reset).
 *
 * Pins: D, CLK, Q, NOTQ, and S and R, which act at once when they are high, whatever the clock does (R wins over S). Of `-sr`: S, R,
 *   CLK, Q, NOTQ: S and R act on the clock. Pins that are not connected are low. The simpler types have S and R too, because
 *   diagrams connect them.
 * Source: 74HC74 data sheet (rising edge; about 10 ns here from clock to output), with inputs S and R active high.
 *
 * Outputs: none beside the wires. Q is low at first, NOTQ high.
 * Faults: `set-and-reset` when both S and R are high at a clock edge of `-sr`: Q stays.
 *
 * Not modelled: set-up and hold times, metastability, both outputs high while S and R are, the supply.
 */
import { defineDevice, type DeviceContext, type DeviceDefinition } from "@tickless/sim-core";
import { delayedOutput, restingOutput, type OutputState } from "./signal.js";

interface FlipFlopState {
  stored: 0 | 1;
  readonly q: OutputState;
  readonly notQ: OutputState;
}

type Context = DeviceContext<FlipFlopState>;

function connect(ctx: Context, onClock: (ctx: Context) => void, asynchronous: boolean): void {
  const clock = ctx.pin("CLK");
  const q = delayedOutput(ctx, ctx.pin("Q"), () => ctx.state.q);
  const notQ = delayedOutput(ctx, ctx.pin("NOTQ"), () => ctx.state.notQ);
  const show = (): void => {
    q(ctx.state.stored);
    notQ(ctx.state.stored ? 0 : 1);
  };
  const [set, reset] = [ctx.pin("S"), ctx.pin("R")];
  const forced = (): boolean => asynchronous && (set.read() === 1 || reset.read() === 1);
  const force = (): void => {
    if (forced()) ctx.state.stored = reset.read() === 1 ? 0 : 1;
    show();
  };
  // Set and reset before the clock: of one instant they win.
  if (asynchronous) [set, reset].forEach((pin) => ctx.watchLevel(pin, force));
  ctx.watchLevel(clock, () => {
    if (clock.read() === 0 || forced()) return;
    onClock(ctx);
    show();
  });
  ctx.timer(force).start(0);
}

function storeD(ctx: Context): void {
  ctx.state.stored = ctx.pin("D").read();
}

function setOrReset(ctx: Context): void {
  const [set, reset] = [ctx.pin("S").read(), ctx.pin("R").read()];
  if (set && reset)
    ctx.fault("set-and-reset", "S and R are both high at the clock's edge: which of them wins is chance");
  else if (set || reset) ctx.state.stored = set;
}

function flipFlop(name: string, inputs: readonly string[], onClock: (ctx: Context) => void): DeviceDefinition {
  return defineDevice<FlipFlopState>({
    type: `wokwi-flip-flop-${name}`,
    pins: [...inputs, "CLK", "Q", "NOTQ"],
    roles: {
      ...Object.fromEntries([...inputs, "CLK"].map((pin) => [pin, "input"] as const)),
      ...{ Q: "output", NOTQ: "output" },
    },
    // Not pulled on real chips: here those that are not connected are low.
    pullDowns: ["S", "R"],
    attributes: [],
    createState: () => ({ stored: 0, q: restingOutput(), notQ: restingOutput() }),
    connect: (ctx) => {
      for (const input of inputs) ctx.pin(input);
      connect(ctx, onClock, inputs.includes("D"));
    },
  });
}

export const flipFlops: readonly DeviceDefinition[] = [
  ...["d", "dr", "dsr"].map((name) => flipFlop(name, ["D", "S", "R"], storeD)),
  flipFlop("sr", ["S", "R"], setOrReset),
];

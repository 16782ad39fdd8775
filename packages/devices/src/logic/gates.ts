/**
 * Logic gates `wokwi-gate-and-2`, `-or-2`, `-nand-2`, `-nor-2`, `-xor-2`, `-xnor-2`, `-not`, `-buffer`, and the two-way
 * multiplexer `wokwi-mux-2`.
 *
 * Pins: A, B (of the one-input gates IN; of the multiplexer also SEL), OUT. They have no supply pins. The multiplexer passes A on
 *   when SEL is low, B when it is high.
 * Source: 74HC00, 74HC157 data sheets (about 10 ns of propagation delay); thresholds and levels are those of 3.3 V logic.
 *
 * Outputs: none beside the wire at OUT.
 * The delay is inertial: a pulse shorter than 10 ns does not get through. A pulse train stays one value on its way through a gate,
 * except where two different ones meet: there they are followed edge by edge.
 *
 * Not modelled: the supply; different delays of rising and falling edges; open inputs (they read what they were last, low at
 * first); the hazards of real multiplexers.
 */
import { defineDevice, type DeviceContext, type DeviceDefinition } from "@tickless/sim-core";
import { combine, delayedOutput, restingOutput, signalOf, type Logic, type OutputState } from "./signal.js";

interface GateState {
  readonly out: OutputState;
}

function connect(ctx: DeviceContext<GateState>, inputs: readonly string[], logic: Logic): void {
  const pins = inputs.map((name) => ctx.pin(name));
  const output = delayedOutput(ctx, ctx.pin("OUT"), () => ctx.state.out);
  const update = (): void => {
    const whole = combine(logic, pins.map(signalOf));
    for (const watch of edges) watch.active = whole === undefined;
    output(whole ?? (logic(pins.map((pin) => pin.read())) ? 1 : 0));
  };
  const edges = pins.map((pin) => ctx.watchLevel(pin, update));
  for (const watch of edges) watch.active = false;
  for (const pin of pins) ctx.watchState(pin, update);
  // Also when no input ever changes: NOT of nothing is high.
  ctx.timer(update).start(0);
}

function gate(name: string, inputs: readonly string[], logic: Logic): DeviceDefinition {
  return defineDevice<GateState>({
    type: `wokwi-${name}`,
    pins: [...inputs, "OUT"],
    roles: { ...Object.fromEntries(inputs.map((input) => [input, "input"] as const)), OUT: "output" },
    attributes: [],
    createState: () => ({ out: restingOutput() }),
    connect: (ctx) => connect(ctx, inputs, logic),
  });
}

const TWO = ["A", "B"];
const sum = (levels: readonly number[]): number => levels.reduce((a, b) => a + b);

export const gates: readonly DeviceDefinition[] = [
  gate("gate-buffer", ["IN"], ([input]) => input === 1),
  gate("gate-not", ["IN"], ([input]) => input === 0),
  gate("gate-and-2", TWO, (levels) => sum(levels) === 2),
  gate("gate-nand-2", TWO, (levels) => sum(levels) < 2),
  gate("gate-or-2", TWO, (levels) => sum(levels) > 0),
  gate("gate-nor-2", TWO, (levels) => sum(levels) === 0),
  gate("gate-xor-2", TWO, (levels) => sum(levels) === 1),
  gate("gate-xnor-2", TWO, (levels) => sum(levels) !== 1),
  gate("mux-2", ["A", "B", "SEL"], ([a, b, select]) => (select === 1 ? b : a) === 1),
];

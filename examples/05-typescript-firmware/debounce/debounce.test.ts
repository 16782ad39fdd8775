import { expect, it } from "vitest";
import { ms, simulate, type Input } from "tickless/testing";
import { forAll, presses, stimuli } from "tickless/testing/random";
import "tickless/testing/vitest";

const someone = stimuli({ btn1: presses({ count: [0, 4], gap: [ms(100), ms(300)], hold: [ms(60), ms(300)] }) });

it("counts each press once, however many there are, and however long they last", () => {
  const count = (inputs: readonly Input[]): void => {
    const sim = simulate(import.meta.dirname)
      .run(ms(100))
      .play(inputs)
      .run(ms(100));
    const pressed = sim.track("btn1.pressed").edges({ kind: "rising" });
    expect(sim.serial.matching("presses")).toHaveLength(pressed.length);
  };
  forAll(someone, count, { runs: 20 });
});

import { expect, it } from "vitest";
import { ms, simulate, type Input } from "tickless/testing";
import { forAll, presses, stimuli } from "tickless/testing/random";
import "tickless/testing/vitest";

const someone = stimuli({ btn1: presses({ count: [0, 4], gap: [ms(200), ms(500)], hold: [ms(40), ms(400)] }) });

/** What the program is for. */
function countsPresses(inputs: readonly Input[]): void {
  const sim = simulate(import.meta.dirname)
    .run(ms(100))
    .play(inputs)
    .run(ms(200));
  const pressed = sim.track("btn1.pressed").edges({ kind: "rising" }).length;
  expect(sim.serial.lines).toHaveLength(1 + pressed);
}

it("counts three presses of 120 ms", () => {
  const sim = simulate(import.meta.dirname).run(ms(100));
  for (let press = 0; press < 3; press++) {
    sim.part("btn1").press({ for: ms(120) });
    sim.run(ms(300));
  }
  expect(sim.serial.lines).toEqual(["ready", "presses: 1", "presses: 2", "presses: 3"]);
});

// Take ".fails" away to see what it says.
it.fails("counts any presses", () => forAll(someone, countsPresses));

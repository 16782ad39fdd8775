import { expect, it } from "vitest";
import { ms, s, simulate } from "tickless/testing";
import { forAllSeeds } from "tickless/testing/random";
import "tickless/testing/vitest";

function countsTwoPresses(seed: number): void {
  const sim = simulate(import.meta.dirname, { seed }).runTo(s(2.2));
  sim.part("btn1").press({ for: ms(100) });
  sim
    .runTo(s(3.1))
    .part("btn1")
    .press({ for: ms(400) });
  expect(sim.run(ms(100)).serial.lines).toEqual(["presses: 1", "presses: 2"]);
}

it("counts two presses", () => countsTwoPresses(1));

// Mend the counter, and take ".fails" away.
it.fails("counts two presses, however the contact bounces", () => forAllSeeds(100, countsTwoPresses));

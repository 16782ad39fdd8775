import { expect, it } from "vitest";
import { forAllSeeds, ms, simulate } from "tickless/testing";
import "tickless/testing/vitest";

/** How often the program says that the button was pressed, when it was once. */
function counted(seed: number): number {
  const sim = simulate(import.meta.dirname, { seed }).run(ms(10));
  sim.part("btn1").press({ for: ms(20) });
  return sim.run(ms(20)).serial.matching("presses").length;
}

it("counts bounces: no contact is so good that one press counts once", () => {
  forAllSeeds(5, (seed) => expect(counted(seed)).toBeGreaterThan(1));
});

it("counts what the contact does, all of it", () => {
  const sim = simulate(import.meta.dirname).run(ms(10));
  sim.part("btn1").press({ for: ms(20) });
  sim.run(ms(20));
  const closed = sim.pin("GP14").edges({ kind: "falling" });
  expect(sim.serial.matching("presses").length).toBeLessThanOrEqual(closed.length);
  expect(sim).toRespond(closed.slice(0, 1), sim.serial.matching("presses: 1"), { within: ms(0.1) });
});

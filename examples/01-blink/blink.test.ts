import { expect, it } from "vitest";
import { ms, s, simulate } from "tickless/testing";
import "tickless/testing/vitest";

it("blinks once a second, lit half of the time", () => {
  const led = simulate(import.meta.dirname)
    .run(s(3))
    .pin("GP15");
  expect(led).toMatchWave("hlhlhl", ms(500));
  expect(led).toHaveFrequency(1);
  expect(led).toHaveDuty(0.5);
});

it("says what it does, when it does it", () => {
  const sim = simulate(import.meta.dirname).run(s(3));
  const led = sim.pin("GP15");
  expect(sim).toRespond(led.edges({ kind: "rising" }), sim.serial.matching("on"), { within: ms(1) });
  expect(sim).toRespond(led.edges({ kind: "falling" }), sim.serial.matching("off"), { within: ms(1) });
});

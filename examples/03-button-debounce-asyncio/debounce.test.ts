import { expect, it } from "vitest";
import { forAllSeeds, ms, simulate } from "tickless/testing";
import "tickless/testing/vitest";

it("counts each press once, however the contact bounces", () => {
  forAllSeeds(10, (seed) => {
    const sim = simulate(import.meta.dirname, { seed }).run(ms(100));
    for (let press = 0; press < 2; press++) {
      sim.part("btn1").press({ for: ms(80) });
      sim.run(ms(100));
    }
    expect(sim.serial.lines).toEqual(["ready", "presses: 1", "presses: 2"]);
    const pressed = sim.track("btn1.pressed").edges({ kind: "rising" });
    expect(sim).toRespond(pressed, sim.serial.matching("presses"), { within: ms(40) });
  });
});

it("goes on blinking while the button is held", () => {
  const sim = simulate(import.meta.dirname).run(ms(300));
  sim.part("btn1").press({ for: ms(500) });
  sim.run(ms(200));
  expect(sim.pin("GP15")).toMatchWave("hlhl", ms(250));
});

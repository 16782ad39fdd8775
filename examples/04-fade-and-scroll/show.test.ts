import { expect, it } from "vitest";
import { always, implies, ms, s, simulate, within, type State } from "tickless/testing";
import "tickless/testing/vitest";

it("fades each LED, one after the other", () => {
  const sim = simulate(import.meta.dirname).run(s(3));
  for (const pin of ["GP19", "GP18", "GP17", "GP16"]) {
    expect(sim.pin(pin)).toHaveFrequency(1000, { from: ms(100), to: ms(200) });
  }
  const brightest = ["led1", "led2", "led3", "led4"].map((led) => sim.part(led).number("brightness", ms(1500)));
  expect(Math.max(...(brightest as number[]))).toBe(brightest[0]);
});

it("shows the scene, and the next one when the button is pressed", () => {
  const sim = simulate(import.meta.dirname).run(ms(1200));
  const display = sim.part("oled1").display();
  expect(display.text()).toContain("Scene 1 of 3");
  sim.part("btn1").press({ for: ms(90) });
  sim.run(ms(150));
  expect(display.text()).toContain("Scene 2 of 3");
});

it("looks at the button again and again, and the display takes all that it is sent", () => {
  const sim = simulate(import.meta.dirname).run(s(1));
  const running = (now: State): boolean => now.time > ms(100) && now.time < ms(900);
  const looks = (now: State): boolean => now.task("watch_button")?.state === "running";
  // A picture takes 24 ms on the I2C bus, in which no task gets its turn; then all do.
  expect(sim).toHold(always(implies(running, within(ms(40), looks))));
  expect(sim.bus("i2c0").transactions.every(({ status }) => status === "complete")).toBe(true);
});

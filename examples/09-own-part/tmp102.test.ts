import { expect, it } from "vitest";
import { checkDevice, ms, s, simulate } from "tickless/testing";
import "tickless/testing/vitest";
import tmp102 from "./parts/tmp102.part.js";

/** Table 8-2 of the data sheet: what the temperature register holds. */
it.each([
  [100, 0x640],
  [80, 0x500],
  [25, 0x190],
  [0.25, 0x004],
  [0, 0x000],
  [-0.25, 0xffc],
  [-25, 0xe70],
])("%s °C are %s in the register", (celsius, steps) => {
  const sim = simulate(import.meta.dirname);
  sim.part("temp1").set("temperature", celsius);
  // The program reads it when the fan's state changes, and first after 50 ms.
  sim.run(ms(60));
  const [reading] = sim.bus("i2c0").transactions.filter(({ read }) => read);
  expect([...(reading?.data ?? [])]).toEqual([steps >> 4, (steps & 0xf) << 4]);
});

it("alerts from the upper limit on, until it is colder than the lower one", () => {
  const sim = simulate(import.meta.dirname).run(s(1));
  const thermometer = sim.part("temp1");
  const alerts = [29.9, 30, 28, 27.9].map((celsius) => {
    thermometer.set("temperature", celsius);
    return sim.run(ms(260)).pin("temp1:ALERT").level();
  });
  expect(alerts).toEqual([1, 0, 0, 1]);
});

it("is a part that obeys the laws of parts", () => checkDevice(tmp102));

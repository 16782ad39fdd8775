import { expect, it } from "vitest";
import { ms, simulate, type Bench } from "tickless/testing";
import "tickless/testing/vitest";

it("does what the same program in Python does", () => {
  const [python, typescript] = ["../../04-fade-and-scroll", "."].map((folder) => {
    const sim = simulate(`${import.meta.dirname}/${folder}`).run(ms(1200));
    sim.part("btn1").press({ for: ms(90) });
    return sim.run(ms(200));
  }) as [Bench, Bench];
  expect(typescript.serial.lines).toEqual(["scene 1", "scene 2"]);
  expect(typescript.serial.lines).toEqual(python.serial.lines);
  for (const led of ["led1", "led2", "led3", "led4"]) {
    const [wanted = 0, found = 0] = [python, typescript].map((sim) => sim.part(led).number("brightness", ms(1200)));
    expect(found).toBeCloseTo(wanted, 1);
  }
});

import { ms, ScenarioPlayer } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { readScenario } from "../../src/scenario.js";
import { board } from "./boards.js";

const PRINTS = "i2c = I2C(0)\nwhile True:\n print(tried(lambda: i2c.writeto(60, b'\\x80\\xe3')))\n sleep_ms(10)\n";

/** Plays steps on the board; what the program printed. */
function played(...steps: string[]): string[] {
  const { scenario, problems } = readScenario(
    `version: 1\nsteps:\n${steps.map((step) => ` - ${step}\n`).join("")}`,
    "x.yaml",
  );
  if (!scenario) throw new Error(problems.map(({ line, message, hint }) => `${line}: ${message} (${hint})`).join("\n"));
  const sim = board(PRINTS);
  new ScenarioPlayer(sim.simulation, scenario);
  return [...sim.run(ms(100)).serial.lines];
}

const messageOf = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  return "";
};

describe("the step 'fault'", () => {
  it("breaks something for a time, by default with the value that shows it", () => {
    const lines = played("delay: 25ms", "fault: { part-id: oled1, name: nack, for: 20ms }");
    expect(lines.slice(0, 7)).toEqual(["2", "2", "2", "[Errno 5] EIO", "[Errno 5] EIO", "2", "2"]);
  });

  it("lets time pass meanwhile, as 'press' does; without 'for' the fault stays until it is healed", () => {
    const healed = played(
      "fault: { part: oled1, fault: nack-data }",
      "delay: 35ms",
      "fault: { part-id: oled1, name: nack-data, value: 0 }",
    );
    expect(healed.slice(0, 6)).toEqual(["0", "0", "0", "0", "2", "2"]);
    const after = played(
      "fault: { part-id: oled1, name: nack-data, value: 2, for: 15ms }",
      "fault: { part-id: oled1, name: nack }",
    );
    expect(after.slice(0, 4)).toEqual(["1", "1", "[Errno 5] EIO", "[Errno 5] EIO"]);
  });

  it("is a control with a name of its own, so that 'set-control' does the same", () => {
    const step = "set-control: { part-id: oled1, name: nack, value: 1 }";
    expect(played(step)).toEqual(played("fault: { part-id: oled1, name: nack }"));
  });

  it.each([
    ["fault: { part-id: oled1, name: nak }", /no fault 'nak'.*it has: nack, nack-data, sda-low.*did you mean 'nack'/s],
    ["fault: { part-id: oled2, name: nack }", /no part 'oled2'/],
    ["fault: { part-id: btn1, name: pressed }", /no fault 'pressed' \(it has: stuck-open/],
    ["fault: { part-id: oled1, name: nack, value: 7 }", /fault 'nack' takes 0 to 1, not 7/],
    ["fault: { part-id: pico, name: clock-drift, value: 50000 }", /takes -20000 to 20000, not 50000/],
    ["set-control: { part-id: btn1, name: presed, value: 1 }", /no control 'presed' \(it has: pressed\)/],
    ["fault: { part-id: oled1, name: nack, for: 20 }", /a duration is text with a unit/],
    ["fault: { part-id: oled1 }", /name/],
  ])("%s is refused before time 0", (step, message) => {
    expect(messageOf(() => played(step))).toMatch(message);
  });
});

describe("in a test", () => {
  it("a fault that is not there is refused, with what was probably meant", () => {
    const sim = board("");
    expect(messageOf(() => sim.part("oled1").fault("sda"))).toMatch(/no fault 'sda' \(it has: nack, nack-data/);
    expect(messageOf(() => sim.part("oled1").heal("nick"))).toMatch(/did you mean 'nack'/);
    expect(messageOf(() => sim.part("oled1").fault("nack", { value: 2 }))).toMatch(/takes 0 to 1, not 2/);
    const resistor = messageOf(() => sim.simulation.faultValue("pot1", "nack"));
    expect(resistor).toMatch(/part 'pot1' has no fault 'nack' \(it has: worn\)/);
    expect(messageOf(() => sim.simulation.setFault("nobody", "nack"))).toMatch(/no part 'nobody'/);
  });

  it("heal() leaves no trace of what was never broken", () => {
    const sim = board("").run(ms(1));
    sim
      .part("oled1")
      .fault("nack", { for: ms(1) })
      .heal();
    const rows = sim.trace.tracks.filter(({ name, rows }) => /^oled1\.(nack|sda|scl|str)/.test(name) && rows > 0);
    expect(rows.map(({ name, rows }) => [name, rows])).toEqual([["oled1.nack", 2]]);
  });
});

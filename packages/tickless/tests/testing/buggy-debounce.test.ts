import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ms, simulate, TestFailure, type Input } from "tickless/testing";
import { forAll, presses, stimuli } from "tickless/testing/random";
import "tickless/testing/vitest";
import { example, messageOf } from "./support.js";

afterEach(() => vi.unstubAllEnvs());

/** As in the example's own test. */
const someone = stimuli({ btn1: presses({ count: [0, 4], gap: [ms(200), ms(500)], hold: [ms(40), ms(400)] }) });

describe("example 06, which counts long presses twice", () => {
  const tried: (readonly Input[])[] = [];
  const countsPresses = (inputs: readonly Input[], project = "06-buggy-debounce"): void => {
    tried.push(inputs);
    const sim = simulate(example(project)).run(ms(100)).play(inputs).run(ms(200));
    const pressed = sim.track("btn1.pressed").edges({ kind: "rising" }).length;
    expect(sim.serial.lines).toHaveLength(1 + pressed);
  };
  const press = (hold: number): Input[] => [
    { time: ms(200), kind: "control", part: "btn1", control: "pressed", value: 1 },
    { time: ms(200) + hold, kind: "control", part: "btn1", control: "pressed", value: 0 },
  ];

  it("is found; one press that is too long is all that is left; the command that is printed replays it", () => {
    const message = messageOf(() => forAll(someone, countsPresses));
    const [, end, seed] =
      /steps:\n {4}- at: 200ms\n {4}- set-control: [^\n]* value: 1 \}\n {4}- at: (\d+)us\n {4}- set-control: [^\n]* value: 0 \}\n\n.*TICKLESS_SEED=(\S+) /s.exec(
        message,
      ) ?? [];
    const hold = Number(end) * 1e3 - ms(200);
    expect(hold).toBeGreaterThan(ms(160));
    expect(hold).toBeLessThan(ms(200));
    expect(() => countsPresses(press(ms(160)))).not.toThrow();
    // The README shows the same.
    const steps = message.slice(message.indexOf("  steps:"), message.indexOf("the smallest"));
    expect(readFileSync(`${example("06-buggy-debounce")}/README.md`, "utf8")).toContain(steps);

    tried.length = 0;
    vi.stubEnv("TICKLESS_SEED", seed ?? "");
    expect(() => forAll(someone, countsPresses)).toThrow(TestFailure);
    expect(tried[0]).toEqual(press(hold));
  });

  it("is right as example 03 does it", () => {
    expect(() =>
      forAll(someone, (inputs) => countsPresses(inputs, "03-button-debounce-asyncio"), { runs: 20 }),
    ).not.toThrow();
  });
});

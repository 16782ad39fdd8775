import { afterEach, describe, expect, it, vi } from "vitest";
import * as fc from "fast-check";
import { ms, projectOf, simulate, TestFailure, type Input } from "tickless/testing";
import {
  bytesTyped,
  curves,
  faults,
  forAll,
  forAllSeeds,
  presses,
  stimuli,
  turns,
  typing,
} from "tickless/testing/random";
import "tickless/testing/vitest";
import { example, messageOf } from "./support.js";

afterEach(() => vi.unstubAllEnvs());
const replayed = (message: string): string =>
  /TICKLESS_SEED=(\S+) npx vitest run (\S+) -t '(.*)'/.exec(message)?.[1] ?? "";

describe("forAllSeeds", () => {
  it("runs with the seeds 1 to n, or as many as TICKLESS_RUNS says", () => {
    const seeds: number[] = [];
    forAllSeeds(3, (seed) => void seeds.push(seed));
    vi.stubEnv("TICKLESS_RUNS", "2");
    forAllSeeds(3, (seed) => void seeds.push(seed));
    expect(seeds).toEqual([1, 2, 3, 1, 2]);
  });

  it("fails with the seed and the command that replays it (and only it)", () => {
    const seeds: number[] = [];
    const body = (seed: number) => {
      seeds.push(seed);
      if (seed === 3) throw new Error("no light");
    };
    const message = messageOf(() => forAllSeeds(5, body));
    expect(message).toBe(
      "seed 3 fails (of 1 to 5); replay it with\n\n" +
        "  TICKLESS_SEED=3 npx vitest run packages/tickless/tests/testing/random.test.ts " +
        "-t 'forAllSeeds( > | )fails with the seed and the command that replays it \\(and only it\\)'\n\nno light",
    );
    vi.stubEnv("TICKLESS_SEED", replayed(message));
    expect(() => forAllSeeds(5, body)).toThrow(TestFailure);
    expect(seeds).toEqual([1, 2, 3, 3]);
  });

  it("does not take just anything for a seed or a number of runs", () => {
    vi.stubEnv("TICKLESS_SEED", "seven");
    expect(() => forAllSeeds(1, () => undefined)).toThrow("TICKLESS_SEED is 'seven'");
    vi.stubEnv("TICKLESS_SEED", "");
    vi.stubEnv("TICKLESS_RUNS", "0");
    expect(() => forAllSeeds(1, () => undefined)).toThrow("TICKLESS_RUNS is '0'");
  });
});

describe("stimuli", () => {
  it("are in order of time, one part's after the other, all together", () => {
    const all = stimuli({
      btn1: presses({ count: [1, 4], gap: [ms(5), ms(9)], hold: [ms(2), ms(3)] }),
      pot1: turns({ count: [0, 3] }),
      serial: typing({ texts: ["a\n", "b\n"], count: [2, 2] }),
    });
    fc.assert(
      fc.property(all, (inputs) => {
        const times = inputs.map(({ time }) => time);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        expect(inputs.filter(({ kind }) => kind === "serial")).toHaveLength(2);
        const buttons = inputs.filter((input) => input.kind === "control" && input.part === "btn1");
        const gaps = buttons.map(({ time }, index) => time - (buttons[index - 1]?.time ?? 0));
        gaps.forEach((gap, index) => {
          expect(gap).toBeGreaterThanOrEqual(index % 2 ? ms(2) : ms(5));
          expect(gap).toBeLessThanOrEqual(index % 2 ? ms(3) : ms(9));
        });
      }),
    );
  });

  const lastOf = <T>(arbitrary: fc.Arbitrary<T>, wrong: (value: T) => boolean): T =>
    fc.check(
      fc.property(arbitrary, (value) => !wrong(value)),
      { seed: 1 },
    ).counterexample?.[0] as T;

  it("may be curves, straight from point to point, which become short and flat", () => {
    const options = { control: "temperature", range: [-40, 80], gap: [ms(20), ms(100)], points: [1, 5] } as const;
    const curve = stimuli({ ntc1: curves(options) });
    fc.assert(
      fc.property(curve, (inputs) => {
        inputs.forEach(({ time }, index) => {
          expect(time - (inputs[index - 1]?.time ?? 0)).toBeGreaterThanOrEqual(0);
          const { value } = inputs[index] as Input & { readonly value: number };
          expect(value).toBeGreaterThanOrEqual(-40);
          expect(value).toBeLessThanOrEqual(80);
        });
      }),
    );
    // A step each 10 ms by default.
    const steep = lastOf(curve, (inputs) => inputs.length > 1);
    expect(steep.map(({ time }) => time)).toEqual([0, ms(10), ms(20)]);
    expect(lastOf(curve, () => true)).toMatchObject([{ time: 0, control: "temperature", value: -40 }]);
    const jumping = lastOf(stimuli({ ntc1: curves({ ...options, interpolate: "steps" }) }), (all) => all.length > 1);
    expect(jumping.map(({ time }) => time)).toEqual([0, ms(20)]);
  });

  it("may be faults that come and go, and bytes; of one part several things at a time", () => {
    const several = stimuli({
      btn1: [presses({ count: [1, 1] }), faults({ name: "flaky", value: 0.2, count: [1, 1], hold: [ms(3), ms(9)] })],
      serial: bytesTyped({ count: [1, 1], length: [2, 4] }),
    });
    const [smallest] = fc.sample(several, { numRuns: 1, seed: 1 });
    expect(smallest?.map((input) => (input.kind === "control" ? input.control : input.kind)).sort()).toEqual([
      "flaky",
      "flaky",
      "pressed",
      "pressed",
      "serial",
    ]);
    const least = lastOf(several, () => true);
    expect(least).toContainEqual({ time: ms(1), kind: "control", part: "btn1", control: "flaky", value: 0.2 });
    expect(least).toContainEqual({ time: ms(4), kind: "control", part: "btn1", control: "flaky", value: 0 });
    expect(least).toContainEqual({ time: ms(1), kind: "serial", text: "aa" });
  });

  it("are played", () => {
    const inputs: Input[] = [
      { time: ms(90), kind: "control", part: "btn1", control: "pressed", value: 0 },
      { time: ms(10), kind: "control", part: "btn1", control: "pressed", value: 1 },
    ];
    const sim = simulate(example("03-button-debounce-asyncio")).run(ms(100)).play(inputs);
    expect(sim.now).toBe(ms(190));
    expect(sim.part("btn1").track("pressed").pulses()).toEqual([{ start: ms(110), end: ms(190), width: ms(80) }]);
  });
});

/** After each press it ignores the contact for 50 ms. It forgets that contacts bounce when they open, too. */
const BUGGY = `
from machine import Pin
from time import sleep_ms, ticks_diff, ticks_ms

presses = 0
last = -1000

def falling(pin):
  global presses, last
  now = ticks_ms()
  if ticks_diff(now, last) > 50:
    last = now
    presses += 1
    print("presses:", presses)

Pin(14, Pin.IN, Pin.PULL_UP).irq(falling, Pin.IRQ_FALLING)
while True:
  sleep_ms(1000)
`;

describe("a debounce with a fault", () => {
  const files = new Map([["/main.py", Buffer.from(BUGGY)]]);
  const project = { ...projectOf(example("03-button-debounce-asyncio")), files };
  const seen: (readonly Input[])[] = [];
  const countsPresses = (inputs: readonly Input[]): void => {
    seen.push(inputs);
    const sim = simulate(project).run(ms(20)).play(inputs).run(ms(100));
    const pressed = sim.track("btn1.pressed").edges({ kind: "rising" }).length;
    expect(sim.serial.lines).toHaveLength(pressed);
  };
  const some = stimuli({ btn1: presses({ count: [0, 4], gap: [ms(100), ms(300)], hold: [ms(1), ms(150)] }) });

  it("is found, made as small as can be, and replayed by one command", () => {
    const message = messageOf(() => forAll(some, countsPresses));
    // One press, as early as can be, held just longer than the contact is ignored.
    const steps =
      /steps:\n {4}- at: 100ms\n {4}- set-control: .* value: 1 \}\n {4}- at: (\d+)us\n {4}- set-control: .* value: 0 \}\n\n/;
    const hold = Number(steps.exec(message)?.[1]) * 1e3 - ms(100);
    expect(hold).toBeGreaterThan(ms(49));
    expect(hold).toBeLessThan(ms(51));
    expect(() => countsPresses(press(hold - ms(1)))).not.toThrow();

    seen.length = 0;
    vi.stubEnv("TICKLESS_SEED", replayed(message));
    expect(() => forAll(some, countsPresses)).toThrow(TestFailure);
    expect(seen[0]).toEqual(press(hold));
  });

  const press = (hold: number): Input[] =>
    [1, 0].map((value) => {
      return { time: ms(100) + (value ? 0 : hold), kind: "control", part: "btn1", control: "pressed", value };
    });

  it("tries as much as TICKLESS_RUNS says, the same each time", () => {
    const tried = (): readonly number[] => {
      const lengths: number[] = [];
      forAll(some, (inputs) => void lengths.push(inputs.length));
      return lengths;
    };
    expect(tried()).toEqual(tried());
    vi.stubEnv("TICKLESS_RUNS", "7");
    expect(tried()).toHaveLength(7);
  });
});

import { nextPwmEdge, pwmLevelAt } from "@tickless/sim-core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inForce, rowsOf, seen } from "../../tests/support/naive.js";
import { recorded, share, steps, timeIn, type Name, type Recorded, type Step } from "../../tests/support/recordings.js";

const pin = { id: "pico.GP1", kind: "pin", tracks: ["pico.GP1"] } as const;

/** Spans of recordings that are short enough to be looked at edge by edge. */
function spans(kinds: readonly Name[], check: (run: Recorded, start: number, end: number) => void): void {
  fc.assert(
    fc.property(steps(kinds), share, share, (all, a, b) => {
      const run = recorded(all.filter(({ gap }) => gap < 1000));
      check(run, Math.min(timeIn(a, run), timeIn(b, run)), Math.max(timeIn(a, run), timeIn(b, run)));
    }),
    { numRuns: 500 },
  );
}

const closeTo = (value: number): number => (Number.isNaN(value) ? NaN : (expect.closeTo(value, 9) as number));

type Bit = 0 | 1 | undefined;

/** Each change of the pin as times and bits, pulse trains written out. */
function waveform({ trace, end }: Recorded): { time: number; bit: Bit }[] {
  const trains = rowsOf(trace, "pico.GP1.pwm");
  const levels = rowsOf(trace, "pico.GP1");
  return levels.flatMap(({ time, values }, index): { time: number; bit: Bit }[] => {
    if (values[0] !== 4) return [{ time, bit: (values[0] as number) < 2 ? (values[0] as Bit) : undefined }];
    const to = levels[index + 1]?.time ?? end + 1;
    const changes: { time: number; bit: Bit }[] = [];
    for (const [at, train] of trains.entries()) {
      const until = Math.min(to, trains[at + 1]?.time ?? to);
      const from = Math.max(time, train.time);
      const [periodNs, highNs, startNs] = train.values as [number, number, number];
      if (from >= until) continue;
      const signal = { periodNs, highNs, startNs };
      for (let edge = from; edge < until; edge = nextPwmEdge(signal, edge))
        changes.push({ time: edge, bit: pwmLevelAt(signal, edge) });
    }
    return changes;
  });
}

/** Whether an edge leads from one bit to the other. */
interface Edge {
  readonly time: number;
  readonly bit: Bit;
  readonly real: boolean;
}

function edgesOf(changes: readonly { time: number; bit: Bit }[]): Edge[] {
  let last: Bit;
  return changes.flatMap(({ time, bit }) => {
    if (bit === last) return [];
    const real = bit !== undefined && last !== undefined;
    last = bit;
    return [{ time, bit, real }];
  });
}

describe("what is measured on a pin", () => {
  it("are its edges, pulse trains written out", () => {
    spans(["pico.GP1", "pico.GP1.pwm"], (run, start, end) => {
      const all = edgesOf(waveform(run));
      const inside = all.filter(({ time }) => time >= start && time < Math.min(end, run.end));
      const rises = inside.filter(({ real, bit }) => real && bit === 1);
      const { rising, falling, frequency, shortestHigh, shortestLow, duty } = run.store.measure(pin, start, end);
      expect(rising).toBe(rises.length);
      expect(falling).toBe(inside.filter(({ real, bit }) => real && bit === 0).length);

      const lengths = (bit: Bit) =>
        inside.flatMap((edge, index) => {
          const next = inside[index + 1];
          return edge.real && edge.bit === bit && next?.real ? [next.time - edge.time] : [];
        });
      const shortest = (bit: Bit) => (lengths(bit).length > 0 ? Math.min(...lengths(bit)) : NaN);
      expect([shortestHigh, shortestLow]).toEqual([shortest(1), shortest(0)]);

      const time = (bit: Bit) => {
        let sum = 0;
        for (let t = Math.max(0, start); t < Math.min(end, run.end); t++) if (inForce(all, t)?.bit === bit) sum++;
        return inForce(all, run.end) ? sum : 0;
      };
      if (run.end < 5000) expect(duty).toEqual(closeTo(time(1) / (time(0) + time(1))));

      const alone = seen(rowsOf(run.trace, "pico.GP1"), start, Math.min(end, run.end));
      const trains = seen(rowsOf(run.trace, "pico.GP1.pwm"), start, Math.min(end, run.end));
      const one = alone.length === 1 && alone[0]!.values[0] === 4 && trains.length === 1 && trains[0]!.time < start;
      if (one && alone[0]!.time < start && Math.min(end, run.end) > start)
        expect(frequency).toBeCloseTo(1e9 / (trains[0]!.values[0] as number), 3);
      else if (rises.length < 2 || rises.at(-1)!.time === rises[0]!.time) expect(frequency).toBeNaN();
      else expect(frequency).toBeCloseTo(((rises.length - 1) * 1e9) / (rises.at(-1)!.time - rises[0]!.time), 3);
    });
  });

  it("takes no longer for a train that lasts a day", () => {
    const level: Step = { gap: 0, kind: "pico.GP1", value: 0, tell: true };
    // It rises as it begins: 40 high of 41.
    const train: Step = { gap: 100, kind: "pico.GP1.pwm", value: 39, tell: true };
    const { store } = recorded([level, train], { rest: 86400e9 });
    const { rising, duty, frequency, shortestHigh, shortestLow } = store.measure(pin, 0, 1e15);
    expect(rising).toBeCloseTo(86400e9 / 41, -1);
    expect([duty, (frequency * 41) / 1e9, shortestHigh, shortestLow]).toEqual([
      expect.closeTo(40 / 41, 6),
      expect.closeTo(1, 6),
      40,
      1,
    ]);
  });
});

describe("what is measured over many edges", () => {
  it("is what each of them adds", () => {
    // Levels 0 to 3, trains now and then, some at the same time as the one before.
    const all = Array.from({ length: 9000 }, (_, index): Step => {
      const kind = index > 4000 && index % 500 === 0 ? "pico.GP1.pwm" : "pico.GP1";
      const value = (index * 7919) % 61;
      return {
        gap: value % 4,
        kind,
        value: kind === "pico.GP1" && value % 5 > 1 && index % 7 ? 0 : value % 4,
        tell: false,
      };
    });
    const run = recorded(all);
    const changes = edgesOf(waveform(run));
    fc.assert(
      fc.property(fc.nat(run.end), fc.nat(run.end), (a, b) => {
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        const inside = changes.filter(({ time }) => time >= start && time < end);
        const { rising, falling, duty, shortestHigh, shortestLow } = run.store.measure(pin, start, end);
        expect([rising, falling]).toEqual(
          [1, 0].map((bit) => inside.filter((edge) => edge.real && edge.bit === bit).length),
        );
        const lengths = [1, 0].map((bit) =>
          inside.flatMap((edge, index) => {
            const next = inside[index + 1];
            return edge.real && edge.bit === bit && next?.real ? [next.time - edge.time] : [];
          }),
        );
        const shortest = lengths.map((each) => each.reduce((least, length) => Math.min(least, length), Infinity));
        expect([shortestHigh, shortestLow]).toEqual(shortest.map((length) => (length === Infinity ? NaN : length)));
        const time = [1, 0].map((bit) => timeAt(changes, bit, start, end));
        expect(duty).toEqual(closeTo(time[0]! / (time[0]! + time[1]!)));
      }),
    );
  });
});

describe("the shortest pulse of many", () => {
  it.each([1021, 1022, 1023, 1024, 1025, 2047, 2048])("is found wherever it is: after edge %i", (short) => {
    const all = Array.from({ length: 3000 }, (_, index): Step => {
      return { gap: index === short + 1 ? 3 : 10, kind: "pico.GP1", value: index % 2, tell: false };
    });
    const { shortestHigh, shortestLow } = recorded(all).store.measure(pin, 0, 1e6);
    expect([shortestLow, shortestHigh]).toEqual(short % 2 ? [10, 3] : [3, 10]);
  });
});

/** ns between two times in which the pin is at a level. */
function timeAt(changes: readonly Edge[], bit: number, start: number, end: number): number {
  return changes.reduce((sum, edge, index) => {
    const length = Math.min(end, changes[index + 1]?.time ?? end) - Math.max(start, edge.time);
    return edge.bit === bit && length > 0 ? sum + length : sum;
  }, 0);
}

describe("what is measured on a curve", () => {
  it("is the smallest and largest value, and the mean over time", () => {
    spans(["led1.brightness"], (run, start, end) => {
      const lane = { id: "led1.brightness", kind: "output", tracks: ["led1.brightness"] } as const;
      const rows = rowsOf(run.trace, "led1.brightness");
      const to = Math.min(end, run.end);
      const values = start < to ? seen(rows, start, to).map(({ values: [value] }) => value as number) : [];
      const { min, max, mean, rising, duty } = run.store.measure(lane, start, end);
      expect([min, max]).toEqual(values.length > 0 ? [Math.min(...values), Math.max(...values)] : [NaN, NaN]);
      expect([rising, duty]).toEqual([0, NaN]);
      let [area, time] = [0, 0];
      rows.forEach((row, index) => {
        const length = Math.max(0, Math.min(to, rows[index + 1]?.time ?? to) - Math.max(start, row.time));
        area += length * (row.values[0] as number);
        time += length;
      });
      expect(mean).toEqual(closeTo(area / time));
    });
  });
});

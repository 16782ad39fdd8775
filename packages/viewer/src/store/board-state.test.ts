import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inForce, rowsOf } from "../../tests/support/naive.js";
import { recorded, share, steps, timeIn, TRACKS, type Name } from "../../tests/support/recordings.js";

const names = Object.keys(TRACKS) as Name[];

/** A property of any recording at any time. */
function atAnyTime(
  kinds: readonly Name[],
  check: (run: ReturnType<typeof recorded>, time: number) => void,
  numRuns = 300,
) {
  fc.assert(
    fc.property(steps(kinds), share, (all, at) => {
      const run = recorded(all);
      check(run, timeIn(at, run));
    }),
    { numRuns },
  );
}

describe("the board at a time", () => {
  it("is what was recorded: every track as a cursor reads it", () => {
    atAnyTime(names, ({ store, trace }, time) => {
      const { values, periods, pixels } = store.stateAt(time, 0);
      const cursor = trace.at(time);
      names.forEach((name, index) => {
        const row = cursor.row(name);
        const value =
          row === undefined
            ? NaN
            : valueOf(name, row, rowsOf(trace, name).filter((other) => other.time <= time).length);
        if (name !== "pico.i2c0" && name !== "pico.interrupts") expect([name, values[index]]).toEqual([name, value]);
      });
      const period = (cursor.row("pico.GP1.pwm")?.["periodNs"] as number | undefined) || NaN;
      expect(periods[names.indexOf("pico.GP1.pwm")]).toBe(period);
      const size = Math.max(
        0,
        ...rowsOf(trace, "oled1.gddram").map(
          ({ values: [offset, data] }) => (offset as number) + (data as Uint8Array).length,
        ),
      );
      expect(pixels).toEqual({ "oled1.gddram": cursor.pixels("oled1.gddram", size) });
    });
  });

  it("knows whether a transfer is under way", () => {
    atAnyTime(["pico.i2c0"], ({ store, trace }, time) => {
      const transfer = inForce(rowsOf(trace, "pico.i2c0"), time);
      const busy = transfer && time < transfer.time + (transfer.values[0] as number) ? 1 : 0;
      expect(store.stateAt(time, 0).values[names.indexOf("pico.i2c0")]).toBe(transfer ? busy : NaN);
    });
  });

  it("knows whether a handler runs", () => {
    atAnyTime(["pico.interrupts", "pico.interrupts", "pico.program"], ({ store, trace }, time) => {
      const resets = rowsOf(trace, "pico.program").filter(({ values }) => String(values[0]).startsWith("reset"));
      const rows = rowsOf(trace, "pico.interrupts").filter((row) => row.time <= time);
      const reset = inForce(resets, time)?.sequence ?? -1;
      const depth = rows
        .filter(({ sequence }) => sequence > reset)
        .reduce((sum, { values }) => sum + (values[1] === 1 ? 1 : -1), 0);
      const expected = rows.length === 0 ? NaN : Math.min(1, depth);
      expect(store.stateAt(time, 0).values[names.indexOf("pico.interrupts")]).toBe(expected);
    });
  });

  it("is the same however the recording came", () => {
    fc.assert(
      fc.property(steps(), share, (all, at) => {
        const [cut, whole] = [recorded(all), recorded(all, { whole: true })];
        const time = timeIn(at, cut);
        expect(cut.store.stateAt(time, 50)).toEqual(whole.store.stateAt(time, 50));
        expect(cut.store.tasksAt(time)).toEqual(whole.store.tasksAt(time));
        expect(cut.store.info()).toEqual(whole.store.info());
        expect(cut.store.overview(20)).toEqual(whole.store.overview(20));
      }),
    );
  });
});

function valueOf(name: Name, row: Readonly<Record<string, unknown>>, rows: number): number {
  const kind = TRACKS[name];
  if (kind === "pwm") return row["periodNs"] === 0 ? 0 : (row["highNs"] as number) / (row["periodNs"] as number);
  const column = { digital: "level", analog: "volts", control: "value", output: "value", heap: "usedBytes" }[
    kind as string
  ];
  return column === undefined ? rows : (row[column] as number);
}

describe("an output's mean over the exposure", () => {
  it("is the sum of what it was each nanosecond", () => {
    const kinds: Name[] = ["led1.brightness"];
    fc.assert(
      fc.property(steps(kinds), share, fc.integer({ min: 1, max: 200 }), (all, at, exposure) => {
        const run = recorded(all.filter(({ gap }) => gap < 1000));
        const { store, trace } = run;
        const time = timeIn(at, run);
        const rows = rowsOf(trace, "led1.brightness");
        let [sum, seen] = [0, 0];
        for (let t = time - exposure; t < time; t++) {
          const value = inForce(rows, t)?.values[0] as number | undefined;
          if (value === undefined) continue;
          sum += value;
          seen++;
        }
        const now = inForce(rows, time)?.values[0] ?? NaN;
        const mean = store.stateAt(time, exposure).means[names.indexOf("led1.brightness")]!;
        if (seen === 0) expect(mean).toBe(now);
        else expect(mean).toBeCloseTo(sum / seen, 9);
      }),
    );
  });

  it("is its value when it does not change, to the last digit", () => {
    const step = { kind: "led1.brightness", tell: true } as const;
    const { store } = recorded(
      [
        { ...step, gap: 3, value: 100 },
        { ...step, gap: 1e15, value: 77 },
      ],
      { rest: 1e9 },
    );
    const { means, values } = store.stateAt(1e15 + 5e8, 1e8);
    expect(means[3]).toBe(77 / 255);
    expect(values[3]).toBe(77 / 255);
  });

  it("leaves everything else as it is", () => {
    atAnyTime(names, ({ store }, time) => {
      const { means, values } = store.stateAt(time, 100);
      names.forEach((name, index) => {
        if (TRACKS[name] !== "output") expect(means[index]).toBe(values[index]);
      });
    });
  });
});

describe("framebuffers of long recordings", () => {
  it("are what all writes before made of them", () => {
    const all = Array.from({ length: 3000 }, (_, index) => {
      return { gap: 2, kind: "oled1.gddram", value: (index * 37) % 256, tell: index % 100 === 0 } as const;
    });
    const { store, trace, end } = recorded(all);
    for (let time = 1; time < end; time += 333) {
      const buffer = store.stateAt(time, 0).pixels["oled1.gddram"]!;
      expect(buffer).toEqual(trace.at(time).pixels("oled1.gddram", buffer.length));
    }
  });
});

describe("tasks at a time", () => {
  it("are in the state of their last row, and know how long they ran", () => {
    atAnyTime(["pico.tasks"], ({ store, trace }, time) => {
      const rows = rowsOf(trace, "pico.tasks");
      const ids = [...new Set(rows.map(({ values }) => values[0] as number))];
      const expected = ids.flatMap((id) => {
        const own = rows.filter(({ values }) => values[0] === id);
        const last = inForce(own, time);
        if (!last) return [];
        const ran = own.reduce((sum, { time: from, values }, index) => {
          return values[1] === 1 ? sum + Math.max(0, Math.min(time, own[index + 1]?.time ?? time) - from) : sum;
        }, 0);
        const [, state, text] = last.values as [number, number, string];
        return [
          { mcu: "pico", id, name: own[0]!.values[2], state, on: state === 2 ? text : "", since: last.time, ran },
        ];
      });
      expect(store.tasksAt(time)).toEqual(expected);
    });
  });

  it("end with their program", () => {
    const row = (kind: Name, value: number) => ({ gap: 10, kind, value, tell: true });
    const { store } = recorded([
      row("pico.tasks", 3),
      row("pico.tasks", 1),
      row("pico.program", 3),
      row("pico.tasks", 3),
    ]);
    expect(store.tasksAt(100).map(({ id, state, since, ran }) => ({ id, state, since, ran }))).toEqual([
      { id: 1, state: 0, since: 30, ran: 10 },
      { id: 1, state: 3, since: 40, ran: 0 },
    ]);
  });
});

describe("the serial text up to a time", () => {
  it("never begins with half a character", () => {
    const bytes = (value: number) => ({ gap: 1, kind: "pico.serial", value, tell: true }) as const;
    // Three bytes of a character outside the basic plane, then the last.
    const { store } = recorded([bytes(6), bytes(7), bytes(0)]);
    const tails = [9, 8, 7].map((limit) => store.serial("pico.serial", 9, limit));
    expect(tails.map(({ cut }) => cut)).toEqual([0, 0, 2]);
    expect(tails[2]!.text).toBe("hello\n");
  });

  it("is what a cursor reads, and its end when it is long", () => {
    fc.assert(
      fc.property(steps(["pico.serial"]), share, fc.nat(40), (all, at, limit) => {
        const run = recorded(all);
        const { store, trace } = run;
        const time = timeIn(at, run);
        const whole = trace.at(time).text("pico.serial");
        const { text, cut } = store.serial("pico.serial", time, limit);
        expect(whole.slice(cut)).toBe(text);
        expect(text.length).toBeLessThanOrEqual(limit);
        // Half a pair is left out.
        expect(cut).toBeLessThanOrEqual(Math.max(0, whole.length - limit) + 1);
        expect(text).not.toMatch(/^[\udc00-\udfff]/);
        expect(store.serial("pico.serial", time, 1e6)).toEqual({ text: whole, cut: 0 });
      }),
      { numRuns: 300 },
    );
  });
});

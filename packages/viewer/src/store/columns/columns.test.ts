import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnsIn, rowsOf, seen, type Row } from "../../../tests/support/naive.js";
import { recorded, steps, viewIn, views, type Name, type Recorded } from "../../../tests/support/recordings.js";
import type { LaneColumns, LaneKind } from "../../protocol/store.js";
import { LEAST_RUNNING } from "./tasks.js";

type View = ReturnType<typeof viewIn>;

const lane = (kind: LaneKind, ...tracks: Name[]) => ({ id: tracks[0] as string, kind, tracks });

/** Checks a lane's columns for random recordings and views against a look at every row. */
function holds<Kind extends LaneColumns["kind"]>(
  asked: ReturnType<typeof lane>,
  kinds: readonly Name[],
  _kind: Kind,
  check: (columns: Extract<LaneColumns, { kind: Kind }>, run: Recorded, view: View) => void,
): void {
  fc.assert(
    fc.property(steps(kinds), views, (all, shape) => {
      const run = recorded(all);
      const view = viewIn(shape, run);
      const [columns] = run.store.columns({ ...view, lanes: [asked], layer: "current" }).lanes;
      check(columns as Extract<LaneColumns, { kind: Kind }>, run, view);
    }),
    { numRuns: 300 },
  );
}

const inView = (rows: readonly Row[], { start, end }: View) => rows.filter(({ time }) => time >= start && time < end);
const numbers = (rows: readonly Row[], value = (row: Row) => row.values[0] as number) => rows.map(value);
const least = (values: readonly number[]) => (values.length > 0 ? Math.fround(Math.min(...values)) : NaN);
const most = (values: readonly number[]) => (values.length > 0 ? Math.fround(Math.max(...values)) : NaN);

describe("the columns of a pin", () => {
  const pin = lane("pin", "pico.GP1");

  it("have the levels that each sees, and exact edges when they are few", () => {
    holds(pin, ["pico.GP1"], "pin", (columns, { trace, end }, view) => {
      const rows = rowsOf(trace, "pico.GP1");
      const levels = columnsIn(view, end).map(({ from, to, recorded: has }) =>
        has ? seen(rows, from, to).reduce((bits, { values }) => bits | (1 << (values[0] as number)), 0) : 0,
      );
      expect([...columns.levels]).toEqual(levels);
      const edges = inView(rows, view);
      if (edges.length > 2 * view.width) return expect(columns.edges).toBeUndefined();
      expect([...columns.edges!.times]).toEqual(edges.map(({ time }) => time));
      expect([...columns.edges!.levels]).toEqual(numbers(edges));
      const before = rows.filter(({ time }) => time < view.start).at(-1)?.values[0];
      expect(columns.edges!.before).toBe(view.start > end ? undefined : before);
    });
  });

  it("have the duty of pulse trains, and the trains when they are few", () => {
    holds(pin, ["pico.GP1", "pico.GP1.pwm"], "pin", (columns, { trace, end }, view) => {
      const rows = rowsOf(trace, "pico.GP1.pwm");
      const duties = columnsIn(view, end).map(({ from, to, recorded: has }) =>
        (has ? seen(rows, from, to) : [])
          .filter(({ values }) => (values[0] as number) > 0)
          .map(({ values }) => (values[1] as number) / (values[0] as number)),
      );
      if (duties.every((column) => column.length === 0)) {
        expect([columns.duty, columns.trains]).toEqual([undefined, undefined]);
        return;
      }
      expect([...columns.duty!.min]).toEqual(duties.map(least));
      expect([...columns.duty!.max]).toEqual(duties.map(most));
      const first = rows.findLastIndex(({ time }) => time <= view.start);
      const trains = rows.filter(({ time }, index) => time < view.end && index >= Math.max(0, first));
      if (trains.length > view.width) return expect(columns.trains).toBeUndefined();
      expect([...columns.trains!]).toEqual(trains.flatMap(({ time, values }) => [time, values[0], values[1]]));
      expect([...columns.phases!]).toEqual(trains.map(({ values }) => values[2]));
    });
  });

  it("have volts where there are any", () => {
    holds(pin, ["pico.GP1.volts"], "pin", (columns, { trace, end }, view) => {
      const rows = rowsOf(trace, "pico.GP1.volts");
      const volts = columnsIn(view, end).map(({ from, to, recorded: has }) =>
        has ? numbers(seen(rows, from, to)) : [],
      );
      if (volts.flat().every((value) => value === 0)) return expect(columns.volts).toBeUndefined();
      expect([...columns.volts!.min]).toEqual(volts.map(least));
      expect([...columns.volts!.max]).toEqual(volts.map(most));
    });
  });
});

describe("the columns of a curve", () => {
  it.each(["led1.brightness", "btn1.pressed", "pico.heap"] as const)("have what each sees of %s", (name) => {
    holds(lane("output", name), [name], "curve", (columns, { trace, end }, view) => {
      const rows = rowsOf(trace, name);
      const values = columnsIn(view, end).map(({ from, to, recorded: has }) =>
        has ? numbers(seen(rows, from, to)) : [],
      );
      expect([...columns.min]).toEqual(values.map(least));
      expect([...columns.max]).toEqual(values.map(most));
      const all = numbers(rows);
      expect(columns.range).toEqual(all.length > 0 ? [Math.min(...all), Math.max(...all)] : [0, 0]);
    });
  });
});

describe("the columns of an I2C bus", () => {
  it("have the part of the time that it is busy, and what failed", () => {
    holds(lane("i2c", "pico.i2c0"), ["pico.i2c0"], "i2c", (columns, { trace, end }, view) => {
      const transfers = rowsOf(trace, "pico.i2c0").map(({ time, values }) => {
        return { start: time, end: time + (values[0] as number), status: values[3] as number };
      });
      columnsIn(view, end).forEach(({ from, to, recorded: has }, column) => {
        const over = transfers.filter((each) => has && each.start < to && (each.end > from || each.start >= from));
        const busy = over.reduce((sum, each) => sum + Math.min(to, each.end) - Math.max(from, each.start), 0);
        expect(columns.busy[column]).toBeCloseTo(busy / (to - from), 3);
        expect(columns.failed[column]).toBe(over.some(({ status }) => status !== 0) ? 1 : 0);
      });
      const inside = transfers.filter(
        (each) => each.start < view.end && (each.end > view.start || each.start >= view.start),
      );
      if (view.start > end) return;
      if (inside.length > view.width / 4) return expect(columns.transfers).toBeUndefined();
      expect(columns.transfers!.map((each) => each.start)).toEqual(inside.map((each) => each.start));
      expect(columns.transfers!.map((each) => each.end)).toEqual(inside.map((each) => each.end));
      expect(columns.transfers!.every(({ data }) => data.length <= 32)).toBe(true);
    });
  });
});

describe("the columns of tasks", () => {
  it("have how long each runs, its state at the column's end, and exact spans when they are few", () => {
    holds(lane("tasks", "pico.tasks"), ["pico.tasks", "pico.program"], "tasks", (columns, run, view) => {
      const all = lives(run);
      const alive = all.filter((changes) => {
        const last = changes.at(-1)!;
        return changes[0]!.time < view.end && !(last.state === 0 && last.time < view.start);
      });
      if (view.start > run.end) return expect(columns.tasks).toEqual([]);
      expect(columns.tasks.map(({ name }) => name)).toEqual(alive.map(([first]) => first!.text));
      alive.forEach((changes, index) => checkTask(columns.tasks[index]!, changes, run.end, view));
    });
  });
});

interface Change {
  readonly time: number;
  readonly state: number;
  readonly text: string;
}

/** The changes of each task, ended by the end of its program. */
function lives({ trace }: Recorded): Change[][] {
  const tasks: Change[][] = [];
  const present = new Map<number, Change[]>();
  const rows = [
    ...rowsOf(trace, "pico.tasks"),
    ...rowsOf(trace, "pico.program").filter(({ values }) => values[0] !== "started"),
  ].sort((a, b) => a.sequence - b.sequence);
  for (const { time, values } of rows) {
    if (values.length === 1) {
      for (const changes of present.values())
        if (changes.at(-1)!.state !== 0) changes.push({ time, state: 0, text: "" });
      present.clear();
      continue;
    }
    const [id, state, text] = values as [number, number, string];
    if (state === 3) {
      const changes: Change[] = [];
      tasks.push(changes);
      present.set(id, changes);
    }
    present.get(id)!.push({ time, state, text });
  }
  return tasks;
}

type TaskColumns = Extract<LaneColumns, { kind: "tasks" }>["tasks"][number];

function checkTask(columns: TaskColumns, changes: readonly Change[], end: number, view: View): void {
  const until = (index: number): number => changes[index + 1]?.time ?? end;
  columnsIn(view, end).forEach(({ from, to, recorded: has }, column) => {
    const sees = has ? seen(changes, from, to) : [];
    const time = changes.reduce((sum, change, index) => {
      if (change.state !== 1) return sum;
      return sum + Math.max(0, Math.min(to, until(index), end) - Math.max(from, change.time));
    }, 0);
    const runs = sees.some(({ state }) => state === 1);
    expect(columns.state[column]).toBe(sees.at(-1)?.state ?? 255);
    expect(columns.running[column]).toBeCloseTo(runs ? Math.max(LEAST_RUNNING, time / (to - from)) : 0, 3);
  });
  const inForce = Math.max(
    0,
    changes.findLastIndex(({ time }) => time <= view.start),
  );
  const inside = changes.map((change, index) => ({ ...change, index }));
  const spans = inside.filter(({ time, index }) => time < view.end && index >= inForce);
  if (spans.length > view.width / 2) return expect(columns.spans).toBeUndefined();
  expect(columns.spans).toEqual(
    spans
      .filter(({ state }) => state !== 0)
      .map(({ time, state, text, index }) => ({ start: time, end: until(index), state, on: state === 2 ? text : "" })),
  );
}

describe("the columns of interrupts", () => {
  it("count the calls of each handler, and have them when they are few; handlers nest", () => {
    const kinds: Name[] = ["pico.interrupts", "pico.interrupts", "pico.program"];
    holds(lane("interrupts", "pico.interrupts"), kinds, "interrupts", (columns, run, view) => {
      const all = calls(run);
      const sources = [...new Set(all.map(({ source }) => source))];
      expect(columns.sources.map(({ source }) => source)).toEqual(sources);
      columns.sources.forEach(({ source, counts, spans }) => {
        const own = all.filter((call) => call.source === source);
        const expected = columnsIn(view, run.end).map(({ from, to, recorded: has }) =>
          has ? own.filter(({ start }) => start >= from && start < to).length : 0,
        );
        expect([...counts]).toEqual(expected);
        const inside = own.filter(({ start, end }) => start < view.end && (end >= view.start || start >= view.start));
        if (view.start > run.end) expect(spans).toEqual([]);
        else if (inside.length > view.width / 2) expect(spans).toBeUndefined();
        else expect(spans).toEqual(inside.map(({ start, end }) => ({ start, end })));
      });
    });
  });
});

/** Calls, each until its return; a reset ends those that run. */
function calls({ trace, end }: Recorded) {
  const done: { source: string; start: number; end: number }[] = [];
  const open: { source: string; start: number; end: number }[] = [];
  const resets = rowsOf(trace, "pico.program").filter(({ values }) => String(values[0]).startsWith("reset"));
  const rows = [...rowsOf(trace, "pico.interrupts"), ...resets].sort((a, b) => a.sequence - b.sequence);
  for (const { time, values } of rows) {
    if (values.length === 1) open.splice(0).forEach((call) => (call.end = time));
    else if (values[1] === 1) {
      const call = { source: values[0] as string, start: time, end };
      done.push(call);
      open.push(call);
    } else open.pop()!.end = time;
  }
  return done;
}

describe("the columns of events", () => {
  it("count faults of all parts, and have them in order when they are few", () => {
    const faults: Name[] = ["led1.faults", "btn1.faults"];
    holds(lane("faults", ...faults), faults, "events", (columns, { trace, end }, view) => {
      const rows = faults.flatMap((name) => rowsOf(trace, name).map((row) => ({ ...row, track: name })));
      const counts = columnsIn(view, end).map(({ from, to, recorded: has }) =>
        has ? rows.filter(({ time }) => time >= from && time < to).length : 0,
      );
      expect([...columns.counts]).toEqual(counts);
      const inside = rows.filter(({ time }) => time >= view.start && time < view.end);
      if (inside.length > view.width / 4) return expect(columns.events).toBeUndefined();
      inside.sort((a, b) => a.sequence - b.sequence);
      expect(columns.events).toEqual(
        inside.map(({ time, track, values }) => ({ time, track, kind: "fault", text: values.join(": ") })),
      );
    });
  });

  it.each([
    ["serial", "pico.serial", 0],
    ["pixels", "oled1.gddram", 1],
  ] as const)("count the bytes of %s", (kind, name, column) => {
    holds(lane(kind, name), [name], "events", ({ counts }, { trace, end }, view) => {
      const rows = rowsOf(trace, name);
      const expected = columnsIn(view, end).map(({ from, to, recorded: has }) =>
        rows
          .filter(({ time }) => has && time >= from && time < to)
          .reduce((sum, { values }) => sum + (values[column] as Uint8Array).length, 0),
      );
      expect([...counts]).toEqual(expected);
    });
  });
});

describe("a lane without a track", () => {
  it("is empty", () => {
    const { store } = recorded([]);
    const request = { start: 0, end: 100, width: 3, layer: "ghost" } as const;
    const lanes = (["pin", "control", "i2c", "tasks", "interrupts", "serial"] as const).map((kind) =>
      lane(kind, "pico.GP1"),
    );
    const columns = store.columns({ ...request, lanes }).lanes;
    expect(columns.map((each) => each.kind)).toEqual(["pin", "curve", "i2c", "tasks", "interrupts", "events"]);
    expect(columns[0]).toMatchObject({ levels: new Uint8Array(3), duty: undefined, volts: undefined });
    expect(columns[1]).toMatchObject({ min: new Float32Array(3).fill(NaN), range: [0, 0] });
  });
});

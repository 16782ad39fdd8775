import { describe, expect, it } from "vitest";
import type { Lane, LaneColumns, TaskColumns } from "../protocol/store.js";
import { layout, lineAt, placeAt, rowAt, SubLines } from "./layout.js";

const lane = (id: string, kind: Lane["kind"]): Lane => ({
  id,
  kind,
  label: id,
  detail: "",
  part: "",
  net: undefined,
  tracks: [id],
  shown: true,
});
const lanes = [lane("GP1", "pin"), lane("tasks", "tasks"), lane("out", "output")];
const lines = [
  { key: 1, name: "main" },
  { key: 2, name: "blink" },
];
const linesOf = ({ kind }: Lane) => (kind === "tasks" ? lines : []);

const tasks = (...names: string[]): LaneColumns => ({
  kind: "tasks",
  tasks: names.map((name): TaskColumns => {
    const [id = "0", text = ""] = name.split(":");
    return { id: Number(id), name: text, running: new Float32Array(), state: new Uint8Array(), spans: undefined };
  }),
});

describe("rows", () => {
  it("lie one under the other, and are as high as they say in all", () => {
    for (const compact of [false, true]) {
      const { rows, height } = layout(lanes, linesOf, compact);
      let y = 0;
      for (const row of rows) {
        expect(row.y).toBe(y);
        y += row.height;
      }
      expect(height).toBe(y);
    }
  });

  it("have a line for each task", () => {
    const [, row] = layout(lanes, linesOf, false).rows;
    const { y, each } = row as NonNullable<typeof row>;
    expect(lineAt(row as never, y + each.top + 1)?.name).toBe("main");
    expect(lineAt(row as never, y + each.top + each.pitch + 1)?.name).toBe("blink");
    expect(lineAt(row as never, y + each.top + 2 * each.pitch + 1)).toBeUndefined();
  });

  it("are found by height; beyond the ends the nearest", () => {
    const { rows, height } = layout(lanes, linesOf, false);
    expect(rowAt(rows, -5)?.lane.id).toBe("GP1");
    expect(rowAt(rows, height + 5)?.lane.id).toBe("out");
    expect(placeAt(rows, (rows[1]?.y ?? 0) + 1)).toBe(1);
    expect(placeAt(rows, height + 100)).toBe(2);
  });
});

describe("lines of tasks", () => {
  it("stay where they are, whichever part of the run is looked at", () => {
    const known = new SubLines();
    expect(known.learn(1, "tasks", tasks("2:blink", "1:main"))).toBe(true);
    expect(known.learn(1, "tasks", tasks("2:blink"))).toBe(false);
    expect(known.of("tasks").map(({ name }) => name)).toEqual(["main", "blink"]);
    expect(known.learn(1, "tasks", tasks("3:fade"))).toBe(true);
    expect(known.of("tasks").map(({ name }) => name)).toEqual(["main", "blink", "fade"]);
  });

  it("are forgotten with the run", () => {
    const known = new SubLines();
    known.learn(1, "tasks", tasks("1:main", "2:blink"));
    known.learn(2, "tasks", tasks("1:main"));
    expect(known.of("tasks").map(({ name }) => name)).toEqual(["main"]);
  });

  it("are only those in view when there are very many", () => {
    const known = new SubLines();
    known.learn(1, "tasks", tasks(...Array.from({ length: 30 }, (_, i) => `${i}:t`)));
    expect(known.of("tasks").at(-1)?.name).toBe("and 6 more in this view");
    known.learn(1, "tasks", tasks("99:last"));
    expect(known.of("tasks").length).toBeLessThanOrEqual(25);
    expect(known.of("tasks").map(({ name }) => name)).toContain("last");
    expect(known.of("tasks").map(({ name }) => name)).not.toContain("and 6 more in this view");
  });
});

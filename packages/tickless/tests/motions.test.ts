import { describe, expect, it } from "vitest";
import { ms, simulate, type Bench } from "tickless/testing";
import { projectOfFiles, type FolderFiles } from "../src/project-files.js";
import { readProject } from "../src/project.js";
import { diagram, folder, tickless } from "./support/cli.js";

const parts = [
  ["pot", "wokwi-potentiometer"],
  ["ntc", "wokwi-ntc-temperature-sensor", { temperature: "20" }],
  ["btn", "wokwi-pushbutton", { bounce: "0" }],
] as const;

const files = (steps: string, more: FolderFiles = {}): FolderFiles => ({
  "main.py": "import time\nwhile True: time.sleep(1)\n",
  "diagram.json": diagram(parts),
  "move.scenario.yaml": `version: 1\nsteps:\n${steps}`,
  ...more,
});

const play = (steps: string, more: FolderFiles = {}): Bench =>
  simulate(readProject(projectOfFiles("motions", files(steps, more))), { scenario: "move.scenario.yaml" });

/** [ms, value] of each time that a control was set after time 0's first row. */
function moves(sim: Bench, track: string): [number, number][] {
  const found = sim.trace.get(track);
  return Array.from({ length: (found?.rows ?? 1) - 1 }, (_, row) => [
    (found?.time(row + 1) ?? 0) / ms(1),
    Number(found?.value(row + 1)),
  ]);
}

describe("ramp", () => {
  it("moves a control evenly beside the steps that follow", () => {
    const sim = play(`
  - delay: 10ms
  - ramp: { part-id: pot, name: position, to: 0.5, over: 50ms }
  - delay: 20ms
  - set-control: { part-id: btn, name: pressed, value: 1 }
`).run(ms(200));
    expect(moves(sim, "pot.position")).toEqual([
      [20, 0.1],
      [30, 0.2],
      [40, 0.3],
      [50, 0.4],
      [60, 0.5],
    ]);
    expect(moves(sim, "btn.pressed")).toEqual([[30, 1]]);
  });

  it("goes on from where the control is, and ends what moved it before", () => {
    const sim = play(`
  - ramp: { part-id: ntc, name: temperature, to: 30, over: 100ms, every: 25ms }
  - delay: 60ms
  - ramp: { part-id: ntc, name: temperature, to: 0, over: 50ms, every: 25ms }
`).run(ms(300));
    expect(moves(sim, "ntc.temperature")).toEqual([
      [25, 22.5],
      [50, 25],
      [85, 12.5],
      [110, 0],
    ]);
  });

  it("ends when somebody else sets the control", () => {
    const sim = play(`  - ramp: { part-id: pot, name: position, to: 1, over: 1s, every: 100ms }\n`).run(ms(250));
    sim.part("pot").set("position", 0.05);
    expect(moves(sim.run(ms(500)), "pot.position").at(-1)).toEqual([250, 0.05]);
  });
});

describe("wave", () => {
  it("swings between two values, until it is held", () => {
    const sim = play(`
  - wave: { part-id: ntc, name: temperature, shape: triangle, min: 20, max: 24, period: 40ms }
  - delay: 75ms
  - hold: { part-id: ntc, name: temperature }
`).run(ms(300));
    expect(moves(sim, "ntc.temperature")).toEqual([
      [10, 22],
      [20, 24],
      [30, 22],
      [40, 20],
      [50, 22],
      [60, 24],
      [70, 22],
    ]);
  });

  it("of squares presses a button again and again", () => {
    const sim = play(
      `  - wave: { part-id: btn, name: pressed, shape: square, min: 0, max: 1, period: 30ms, cycles: 2 }\n`,
    );
    expect(moves(sim.run(ms(200)), "btn.pressed")).toEqual([
      [15, 1],
      [30, 0],
      [45, 1],
      [60, 0],
    ]);
  });

  it("is started anew by a repeat", () => {
    const sim = play(`
  - repeat:
      times: 2
      steps:
        - wave: { part-id: ntc, name: temperature, shape: sawtooth, min: 20, max: 22, period: 20ms, cycles: 1 }
        - delay: 50ms
`).run(ms(200));
    const cycle = [
      [10, 21],
      [20, 22],
    ];
    const second = [
      [50, 20],
      [60, 21],
      [70, 22],
    ];
    expect(moves(sim, "ntc.temperature")).toEqual([...cycle, ...second]);
  });
});

describe("follow", () => {
  const curve = "time_s,celsius,share\n0,20,0\n0.02,30,1\n0.05,15,0.25\n";

  it("follows a table, on straight lines", () => {
    const sim = play(`  - follow: { part-id: ntc, name: temperature, csv: day.csv }\n`, { "day.csv": curve });
    expect(moves(sim.run(ms(200)), "ntc.temperature")).toEqual([
      [10, 25],
      [20, 30],
      [30, 25],
      [40, 20],
      [50, 15],
    ]);
  });

  it("or step by step, with the column that is named, several times", () => {
    const step = "{ part-id: pot, name: position, csv: data/day.csv, column: share, interpolate: step, repeat: 2 }";
    const sim = play(`  - follow: ${step}\n`, { "data/day.csv": curve });
    expect(moves(sim.run(ms(300)), "pot.position")).toEqual([
      [20, 1],
      // The last row of one time is the first of the next.
      [50, 0],
      [70, 1],
      [100, 0.25],
    ]);
  });

  it("leaves the table to the program as well", () => {
    const project = projectOfFiles(
      "x",
      files("  - follow: { part-id: ntc, name: temperature, csv: day.csv }\n", { "day.csv": curve }),
    );
    expect([...project.files.keys()]).toContain("/day.csv");
    expect([...(project.captures?.keys() ?? [])]).toEqual(["day.csv"]);
  });
});

describe("mistakes are found before time 0", () => {
  it("all of them, with their places", async () => {
    const steps = `  - follow: { part-id: ntc, name: temperature, csv: none.csv }
  - follow: { part-id: ntc, name: temperature, csv: hot.csv }
  - ramp: { part-id: pot, name: position, to: 2, over: 1s }
  - wave: { part-id: pot, name: positon, min: 0, max: 1, period: 1s }
  - hold: { part-id: pod, name: position }
`;
    const project = folder(files(steps, { "hot.csv": "0,20\n1,200\n" }) as Record<string, string>);
    const { code, stderr } = await tickless(project, ["run", "."]);
    expect(code).toBe(2);
    expect(stderr).toContain("move.scenario.yaml:3: there is no 'none.csv' in the project's folder");
    expect(stderr).toContain("hot.csv:2: ntc: control 'temperature' takes -55 to 125, not 200");
    expect(stderr).toContain("move.scenario.yaml:5: pot: control 'position' takes 0 to 1, not 2");
    expect(stderr).toContain("move.scenario.yaml:6: pot: the part has no control 'positon'");
    expect(stderr).toContain("move.scenario.yaml:7: there is no part 'pod'");
  });

  it("what cannot be read", async () => {
    const steps = `  - follow: { part-id: ntc, name: temperature, csv: ../day.csv }
  - ramp: { part-id: pot, name: position, to: 1 }
  - wave: { part-id: pot, name: position, min: 1, max: 0, period: 1s }
  - wave: { part-id: pot, name: position, shape: round, min: 0, max: 1, period: 1s }
`;
    const { code, stderr } = await tickless(folder(files(steps) as Record<string, string>), ["run", "."]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/yaml:3: .*expected the path of a \.csv file in the project's folder/);
    expect(stderr).toMatch(/yaml:4: .*over/);
    expect(stderr).toMatch(/yaml:5: .*min is 1, more than max, 0/);
    expect(stderr).toMatch(/yaml:6: .*expected sine, square, triangle, sawtooth/);
  });
});

describe("determinism", () => {
  const steps = `
  - wave: { part-id: ntc, name: temperature, min: 10, max: 40, period: 70ms, every: 3ms }
  - ramp: { part-id: pot, name: position, to: 1, over: 90ms }
  - delay: 100ms
  - ramp: { part-id: pot, name: position, to: 0.25, over: 100ms }
  - delay: 40ms
  - hold: { part-id: ntc, name: temperature }
`;

  it("does not depend on how the run is cut", () => {
    const whole = play(steps).run(ms(300));
    const cut = play(steps);
    for (let slice = 0; slice < 300; slice++) cut.run(ms(1));
    expect(cut.trace.fingerprint()).toBe(whole.trace.fingerprint());
  });

  it("goes on from a snapshot as it did the first time", () => {
    const sim = play(steps).run(ms(125));
    const snapshot = sim.simulation.snapshot();
    const first = sim.run(ms(175)).trace.fingerprint();
    sim.simulation.restore(snapshot);
    sim.simulation.runUntil(ms(300));
    expect(sim.trace.fingerprint()).toBe(first);
  });
});

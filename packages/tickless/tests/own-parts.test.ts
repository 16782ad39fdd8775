import { describe, expect, it } from "vitest";
import { ms, simulate } from "tickless/testing";
import { loadProject } from "../src/cli/load-project.js";
import { placeOf, readTexts } from "../src/cli/view-project.js";
import { boardOf } from "../src/project.js";
import { Runner } from "../src/runner/runner.js";
import { typescript } from "../src/runner/typescript.js";
import { diagram, folder, tickless } from "./support/cli.js";

const IMPORT = 'import { definePart } from "tickless/part";\n';
/** A part that counts how often it is pressed; more members as text. */
const counter = (more = "", connect = ""): string => `${IMPORT}export default definePart({
  type: "counter",
  label: "Counter",
  pins: ["OUT", "GND"],
  ${more}
  createState: () => ({ count: 0 }),
  connect(ctx) {
    const count = ctx.output("count", "output");
    count.write(0);
    ctx.control("pressed", { min: 0, max: 1, initial: 0, kind: "momentary" }, (value) => {
      if (value === 1) count.write(++ctx.state.count);
    });
    ${connect}
  },
});
`;
const BOARD = diagram([["c1", "counter"]], [["c1:OUT", "pico:GP2"]]);
const PROGRAM = "import time\nprint('ok')\ntime.sleep_ms(5)\n";
const project = (part: string, more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  "main.py": PROGRAM,
  "diagram.json": BOARD,
  "parts/counter.part.ts": part,
  ...more,
});
const run = (files: Readonly<Record<string, string>>, ...options: string[]) =>
  tickless(folder(files), ["run", ".", ...options]);

describe("a project's own parts", () => {
  it("are found by their name, run, and are recorded with all that they are made of", async () => {
    const cwd = folder(
      project(counter("", "count.write(START);").replace(IMPORT, `${IMPORT}import { START } from "./start.js";\n`), {
        "parts/start.ts": "export const START: number = 41;\n",
      }),
    );
    const recording = `${folder({})}/a.tickless`;
    const ran = await tickless(cwd, ["run", ".", "--record", recording]);
    expect(ran).toMatchObject({ code: 0, stdout: "ok\n" });
    expect((await tickless(cwd, ["replay", recording])).stdout).toMatch(/^same: /);
    expect((await tickless(cwd, ["diff", recording, "."])).stdout).toMatch(/^same: /);
    // A pin called GND needs ground, as any part's.
    expect((await tickless(cwd, ["check", "."])).stdout).toContain("c1:GND");
  });

  it("are not on the board's file system", async () => {
    const files = project(counter(), { "main.py": "import os\nprint(sorted(os.listdir()))\n" });
    expect((await run(files)).stdout).toBe("['main.py']\n");
  });

  it("are worked by tests, which snapshots of the run do not confuse", () => {
    const sim = simulate(folder(project(counter()))).run(ms(1));
    for (let i = 0; i < 3; i++) sim.part("c1").press({ for: ms(0.1) });
    expect(sim.part("c1").number("count")).toBe(3);
  });

  it("begin anew with each run, whatever their modules remember", () => {
    const part = `let made = 0;\n${counter("", "count.write(++made);")}`;
    const loaded = loadProject(folder(project(part)), "/");
    const values = [1, 2].map(() => simulate(loaded).part("c1").number("count"));
    expect(values).toEqual([1, 1]);
  });

  it("may be several in a module, and any module that tickless.yaml names", () => {
    const two = `${IMPORT}const part = (type: string) =>
  definePart({ type, label: type, pins: ["A"], connect: () => undefined });
export default [part("one"), part("two")];\n`;
    const cwd = folder({
      "main.py": PROGRAM,
      "tickless.yaml": "parts: [./models/both.ts]\n",
      "models/both.ts": two,
      "diagram.json": diagram([
        ["x", "one"],
        ["y", "two"],
      ]),
    });
    const { board } = boardOf(loadProject(cwd, "/"));
    expect(board.parts.map(({ definition }) => definition.type)).toEqual(["wokwi-pi-pico", "one", "two"]);
  });

  it("may stand in for a custom chip, of which there is no model otherwise", async () => {
    const files = project(counter().replace('type: "counter"', 'type: "chip-counter"'));
    const chip = { ...files, "diagram.json": BOARD.replace('"counter"', '"chip-counter"') };
    expect((await run(chip)).stderr).not.toContain("warning");
  });
});

describe("parts from packages", () => {
  const manifest = (more: object): string => JSON.stringify({ name: "my-parts", version: "1.0.0", ...more });
  const packaged = (files: Readonly<Record<string, string>>) => ({
    "main.py": PROGRAM,
    "diagram.json": BOARD,
    "tickless.yaml": "parts: [my-parts]\n",
    ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`node_modules/my-parts/${path}`, text])),
  });

  it.each([
    ["TypeScript, by exports", { "package.json": manifest({ exports: "./src/index.ts" }), "src/index.ts": counter() }],
    [
      "conditions of exports",
      {
        "package.json": manifest({ exports: { ".": { types: "./x.d.ts", import: "./dist/i.mjs" } } }),
        "dist/i.mjs": counter(),
      },
    ],
    ["main", { "package.json": manifest({ main: "lib/all.js" }), "lib/all.js": counter() }],
    ["its index", { "package.json": manifest({}), "index.js": counter() }],
    [
      "a module of Node's older kind",
      {
        "package.json": manifest({ main: "index.cjs" }),
        "index.cjs": counter()
          .replace(IMPORT, 'const { definePart } = require("tickless/part");\n')
          .replace("export default", "module.exports ="),
      },
    ],
  ])("are found by %s", async (_, files) => {
    const cwd = folder(packaged(files));
    expect(await tickless(cwd, ["run", ".", "--record", "a.tickless"])).toMatchObject({ code: 0, stdout: "ok\n" });
    // The recording is enough, wherever it is replayed.
    const elsewhere = folder({});
    expect((await tickless(elsewhere, ["replay", `${cwd}/a.tickless`])).stdout).toMatch(/^same: /);
  });

  it("may import other packages, and are found above the project's folder", async () => {
    const cwd = folder({
      ...Object.fromEntries(
        Object.entries(packaged({}))
          .filter(([path]) => !path.startsWith("node_modules"))
          .map(([path, text]) => [`projects/one/${path}`, text]),
      ),
      "node_modules/my-parts/package.json": manifest({ exports: "./i.js" }),
      "node_modules/my-parts/i.js": `import "helper/setup";\n${counter()}`,
      "node_modules/helper/package.json": JSON.stringify({ exports: { "./*": "./lib/*.js" } }),
      "node_modules/helper/lib/setup.js": "export {};\n",
      "node_modules/helper/lib/unused.js": "export {};\n",
    });
    expect(await tickless(cwd, ["run", "projects/one"])).toMatchObject({ code: 0 });
    const { files } = readTexts(placeOf("projects/one", cwd));
    const sent = Object.keys(files).filter((path) => path.startsWith("node_modules/"));
    expect(sent.sort()).toEqual([
      ...["node_modules/helper/lib/setup.js", "node_modules/helper/package.json"],
      ...["node_modules/my-parts/i.js", "node_modules/my-parts/package.json"],
    ]);
  });

  it("cannot lead out of the package", async () => {
    const files = { "package.json": manifest({ exports: "../../secret.js" }) };
    const { code, stderr } = await run({ ...packaged(files), "secret.js": counter() });
    expect(code).toBe(2);
    expect(stderr).toContain("the package 'my-parts' has nothing to import");
  });
});

describe("a mistake in a part", () => {
  const face = (text: string): string =>
    `face: { width: 20, height: 20, pins: { OUT: [0, 5], GND: [0, 15] }, ${text} },`;

  it.each([
    [
      "a path that is not there",
      { "tickless.yaml": "seed: 1\nparts: [./parts/none.ts]\n" },
      "tickless.yaml:2: there is no file",
    ],
    ["a path out of the folder", { "tickless.yaml": "parts: [../x.ts]\n" }, "outside of the project's folder"],
    [
      "a package that is not there",
      { "tickless.yaml": "parts: [nowhere]\n" },
      "there is no package 'nowhere' (install it",
    ],
    ["no list", { "tickless.yaml": "parts: ./x.ts\n" }, "tickless.yaml:1: 'parts': expected a list"],
    [
      "no default export",
      { "parts/a.part.ts": "export const x = 1;\n" },
      "parts/a.part.ts:1: the module has no default export",
    ],
    [
      "not a part",
      { "parts/a.part.ts": "\nexport default { type: 'x' };\n" },
      "parts/a.part.ts:2: what the module exports is not a part",
    ],
    ["no TypeScript", { "parts/a.part.ts": "\nexport default (;\n" }, "parts/a.part.ts:2: not valid TypeScript"],
    [
      "an import that leads nowhere",
      { "parts/a.part.ts": 'import "./b.js";\n' },
      "parts/a.part.ts:1: './b.js' cannot be imported",
    ],
    [
      "a name that is taken",
      { "parts/a.part.ts": counter() },
      "two parts are called 'counter' (the other is in parts/a.part.ts)",
    ],
    [
      "the name of another part",
      { "parts/a.part.ts": counter().replace('"counter"', '"wokwi-led"') },
      "parts/a.part.ts:3: there is a part 'wokwi-led' already",
    ],
    [
      "an unknown key",
      { "parts/counter.part.ts": counter("pinz: [],") },
      "parts/counter.part.ts:2: unknown key 'pinz'",
    ],
    ["a missing key", { "parts/counter.part.ts": counter().replace('label: "Counter",', "") }, "'label' is missing"],
    [
      "a pin that it does not have",
      { "parts/counter.part.ts": counter('pullUps: ["OUR"],') },
      "pullUps: there is no pin 'OUR' (did you mean 'OUT'?)",
    ],
    ["a module that throws", { "parts/a.part.ts": '\nthrow new Error("no");\n' }, "parts/a.part.ts:2: no"],
    [
      "the host's clock",
      { "parts/a.part.ts": "\nexport default Date.now();\n" },
      "parts/a.part.ts:2: there is no Date in a part: use ctx.now",
    ],
    [
      "chance",
      { "parts/a.part.ts": "\nexport default Math.random();\n" },
      "there is no Math.random in a part: use ctx.random",
    ],
    [
      "functions in its state",
      { "parts/counter.part.ts": counter().replace("count: 0", "count: 0, list: [() => 1]") },
      "plain data, and state.list[0] is a function",
    ],
    [
      "a Map in its state",
      { "parts/counter.part.ts": counter().replace("count: 0", "count: 0, all: new Map()") },
      "plain data, and state.all is a Map",
    ],
    [
      "a shape that there is not",
      { "parts/counter.part.ts": counter(face('shapes: [{ kind: "star" }]')) },
      "face.shapes[0].kind: there is no shape 'star'",
    ],
    [
      "a colour that is none",
      { "parts/counter.part.ts": counter(face('shapes: [{ kind: "circle", x: 1, y: 1, radius: 2, fill: "url(x)" }]')) },
      "face.shapes[0].fill: 'url(x)' is no colour",
    ],
    [
      "a number that is none",
      { "parts/counter.part.ts": counter(face('shapes: [{ kind: "circle", x: NaN, y: 1, radius: 2, fill: "red" }]')) },
      "face.shapes[0].x: expected a number",
    ],
    [
      "a value that there is not",
      { "parts/counter.part.ts": counter(face('shapes: [{ kind: "text", x: 1, y: 1, size: 5, text: "{cound}" }]')) },
      "no output, control or attribute 'cound' (did you mean 'count'?)",
    ],
    [
      "a brace too many",
      { "parts/counter.part.ts": counter(face('shapes: [{ kind: "text", x: 1, y: 1, size: 5, text: "{count:z}" }]')) },
      "has a brace that begins no value",
    ],
    [
      "a control that there is not",
      {
        "parts/counter.part.ts": counter(
          face('shapes: [], controls: [{ control: "x", kind: "press", x: 0, y: 0, width: 9, height: 9 }]'),
        ),
      },
      "face.controls: there is no control 'x'",
    ],
    [
      "a pin without a place",
      { "parts/counter.part.ts": counter("face: { width: 9, height: 9, pins: { OUT: [0, 0] }, shapes: [] },") },
      "face.pins: there is no place for GND",
    ],
  ])("is told: %s", async (_, files, message) => {
    const { code, stderr } = await run(project(counter(), files));
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("    at ");
    expect(code).toBe(2);
  });

  it("names file, line, part and time when it shows while the board runs", async () => {
    const late = counter("", "ctx.timer(() => {\n      throw new Error('boom');\n    }).start(2_000_000);");
    const { code, stderr } = await run(project(late));
    const line = late.split("\n").findIndex((each) => each.includes("boom")) + 1;
    expect(stderr).toContain(`parts/counter.part.ts:${line}: c1 at 2.000 ms: boom`);
    expect(code).toBe(3);
    // As the viewer has it.
    const loaded = loadProject(folder({ ...project(late), "firmware.ts": "" }), "/", "main.py");
    const idle = { ...loaded, main: "/firmware.ts", files: new Map([["/firmware.ts", Buffer.from(IDLE)]]) };
    const runner = new Runner(idle, { firmware: typescript(), clock: () => 0 });
    while (runner.step(1, ms(10)));
    expect(runner.end).toEqual({
      kind: "failed",
      message: "c1 at 2.000 ms: boom",
      file: "parts/counter.part.ts",
      line,
    });
  });

  it.each([
    ["a pin that it does not have", "ctx.pin('X');", "declares no pin 'X'"],
    ["volts that are none", "ctx.pin('OUT').set({ volts: NaN, ohms: 40 });", "pin 'OUT' cannot be driven to NaN V"],
    ["negative ohms", "ctx.link('OUT', 'GND').set(-1);", "a link cannot have -1 ohm"],
    ["an output that is no number", "count.write(0 / 0);", "output 'count' cannot be NaN"],
    [
      "a control without a range",
      "ctx.control('x', { min: 1, max: 1, initial: 1 }, () => undefined);",
      "control 'x' goes from 1 to 1",
    ],
    ["a call without end", "const f = () => f();\n f();", "Maximum call stack size exceeded"],
    [
      "a timer that fires without time passing",
      "const t = ctx.timer(() => t.start(0));\n t.start(0);",
      "100000 events without time passing",
    ],
  ])("is an error of the run: %s", async (_, connect, message) => {
    const { code, stderr } = await run(project(counter("", connect)));
    expect(stderr).toContain(message);
    expect(code).toBe(3);
  });
});

const IDLE = `import { asyncio } from "@tickless/sim-core";
export default function* main() { yield* asyncio.sleepMs(1000); }\n`;

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ms } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { loadProject } from "../src/cli/load-project.js";
import { ProjectRun } from "../src/runner/run.js";
import { typescript } from "../src/runner/typescript.js";
import { readScenario } from "../src/scenario.js";
import { folder, tickless } from "./support/cli.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Runs a project of these files. */
const run = (files: Readonly<Record<string, string>>, ...options: string[]) =>
  tickless(folder(files), ["run", ".", ...options]);
const HEAD = `import { asyncio, type TaskMcu } from "@tickless/sim-core";\nconst { sleepMs, createTask } = asyncio;\n`;
const program = (body: string): string => `${HEAD}export default function* main(mcu: TaskMcu) {\n${body}\n}\n`;

describe("a project with a firmware.ts", () => {
  it("runs, modules of its own and types included", async () => {
    const { stdout, code } = await run({
      "firmware.ts": `import { asyncio, ms } from "@tickless/sim-core";
import { sleepMs } from "@tickless/sim-core/firmware/asyncio";
import type { TaskMcu } from "@tickless/sim-core";
import { Greeter, type Greeting } from "./lib/greeter.js";
enum Kind { Short = 2, Long }
export default function* main(mcu: TaskMcu): asyncio.Coroutine {
  const greeting: Greeting = { name: "board" };
  yield* sleepMs(Kind.Long);
  mcu.print(new Greeter(greeting).text, mcu.ticksMs(), ms(1) as number);
}
`,
      "lib/greeter.ts": `import { punctuation } from "../punctuation";
export interface Greeting { readonly name: string }
export class Greeter {
  constructor(private readonly greeting: Greeting) {}
  get text(): string { return "hello " + this.greeting.name + punctuation; }
}
`,
      "punctuation.ts": `export const punctuation: string = "!";\n`,
    });
    expect({ stdout, code }).toEqual({ stdout: "hello board! 3 1000000\n", code: 0 });
  });

  it("or a single file", async () => {
    const cwd = folder({ "blink.ts": program("mcu.print('x'); yield* sleepMs(1);") });
    expect((await tickless(cwd, ["run", "blink.ts"])).stdout).toBe("x\n");
  });

  it("may have its own random numbers: the seed's", async () => {
    const files = { "firmware.ts": program("mcu.print(Math.random()); yield* sleepMs(1);") };
    const out = async (...options: string[]): Promise<string> => (await run(files, ...options)).stdout;
    expect(await out()).toMatch(/^0\.\d+\n$/);
    expect(await out()).toBe(await out("--seed", "1"));
    expect(await out()).not.toBe(await out("--seed", "2"));
  });

  it("has tasks named after their functions, as in Python", async () => {
    const text = `import { asyncio, type TaskMcu } from "@tickless/sim-core";
const note = \`
function* notReal() {}\`;
function* failing(): asyncio.Coroutine {
  throw new Error(note.trim());
}
export default function* main(_: TaskMcu): asyncio.Coroutine {
  asyncio.createTask(failing());
  asyncio.createTask(failing(), "other");
  yield* asyncio.sleepMs(5);
}
`;
    const { stdout } = await run({ "firmware.ts": text });
    expect(stdout.match(/^future: .*$/gm)).toEqual(["future: task 'failing'", "future: task 'other'"]);
  });

  it("starts anew when the board does", async () => {
    const text =
      "let starts = 0;\n" + program("mcu.print(++starts); if (mcu.resetCause() === 'power-on') yield* mcu.reset();");
    expect((await run({ "firmware.ts": text })).stdout).toBe("1\n1\n");
  });
});

describe("mistakes in a program", () => {
  const failing = async (files: Readonly<Record<string, string>>) => {
    const { code, stderr, stdout } = await run(files);
    expect(stderr + stdout).not.toMatch(/^\s+at /m);
    return { code, stderr };
  };

  it.each([
    ["const x = 1;\nconst y = ;\n", "firmware.ts:2: not valid TypeScript: Unexpected token"],
    ["let x = 1;\n\nlet x = 2;\n", "firmware.ts:3: not valid TypeScript: Identifier 'x' has already been declared"],
    ["\nimport { x } from './gone.js';\nx;\n", "firmware.ts:2: there is no module './gone.js' in the project"],
    ["import fs from 'node:fs';\nfs;\n", "firmware.ts:1: 'node:fs' cannot be imported (a program imports"],
  ])("before it runs: %j", async (text, message) => {
    const { code, stderr } = await failing({ "firmware.ts": text });
    expect(stderr).toContain(`tickless: ${message}`);
    expect(code).toBe(2);
  });

  it("are all told, of all modules", async () => {
    const { stderr } = await failing({
      "firmware.ts": "import { a } from './a.js';\nimport { b } from './b.js';\na; b;\n",
      "a.ts": "export const a = (;\n",
    });
    expect(stderr).toMatch(/b\.js' in the project\na\.ts:1: not valid/);
  });

  it("while it runs: the traceback has file and line, innermost last", async () => {
    const { code, stdout, stderr } = await run({
      "firmware.ts": `import { helper } from "./helper.js";\n${program("yield* sleepMs(1);\nyield* helper(() => { throw new RangeError('no'); });")}`,
      "helper.ts": "export interface X {\n  y: number;\n}\n\nexport function* helper(f: () => void) {\n  f();\n}\n",
    });
    expect(stdout).toMatch(
      /^Traceback \(most recent call last\):\n(.*\n)*  File "firmware\.ts", line 6, in main\n  File "helper\.ts", line 6, in helper\n  File "firmware\.ts", line 6.*\nRangeError: no\n$/,
    );
    expect(stderr).toContain("an exception that the program did not catch: RangeError");
    expect(code).toBe(1);
  });

  it.each([
    ["export const x = 1;", /TypeError: firmware\.ts has no program: export default function\* main/],
    ["export default async function main() {}", /TypeError: the program must be a generator/],
    [
      program("mcu.print(Date.now()); yield* sleepMs(1);"),
      /line 4, in main\nReferenceError: there is no Date on a board: use mcu\.rtc/,
    ],
    [program("setTimeout(() => 1, 5);"), /there is no setTimeout on a board: use mcu\.timer/],
    [
      program("yield sleepMs(5) as never;"),
      /task 'main' yielded a coroutine; to call it, write yield\* in place of yield/,
    ],
  ])("%j", async (text, message) => {
    const { code, stdout } = await run({ "firmware.ts": text });
    expect(stdout).toMatch(message);
    expect(code).toBe(1);
  });

  it("two programs", async () => {
    const { code, stderr } = await run({ "firmware.ts": "", "main.py": "" });
    expect(stderr).toContain("there are two programs, main.py and firmware.ts");
    expect(code).toBe(2);
  });
});

describe("the port of example 04", () => {
  const project = loadProject("examples/05-typescript-firmware/fade-and-scroll", root);
  const start = (): ProjectRun => {
    const [file] = project.scenarios;
    const { scenario } = readScenario(file!.text, file!.file);
    return new ProjectRun(project, { firmware: typescript(), clock: () => 0, scenario: scenario! });
  };

  it("gives the same run however it is cut into slices", () => {
    const whole = start();
    whole.sim.runUntil(ms(1500));
    const sliced = start();
    for (let n = 1; sliced.sim.now < ms(1500); n++) {
      sliced.sim.runUntil(Math.min(ms(1500), sliced.sim.now + ((n * 48271) % 3_000_000)));
    }
    expect(sliced.sim.trace.fingerprint()).toBe(whole.sim.trace.fingerprint());
  });

  it("is expected to print what the Python program does", () => {
    const of = (name: string) => readFileSync(`${root}examples/${name}/expected.txt`, "utf8");
    expect(of("05-typescript-firmware/fade-and-scroll")).toBe(of("04-fade-and-scroll"));
    expect(of("05-typescript-firmware/debounce")).toBe(of("03-button-debounce-asyncio"));
  });
});

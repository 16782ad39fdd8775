import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/*
 * The packages as somebody gets them who installs them, in a folder with nothing else. Nothing is downloaded: what they depend
 * on is packed from where it is installed here.
 */

const root = fileURLToPath(new URL("../../../", import.meta.url));
const PACKAGES = ["sim-core", "devices", "micropython", "tickless"].map((name) => join(root, "packages", name));
const TIMEOUT = 300_000;

const execute = promisify(execFile);
/** Without what a parent npm or test runner says to its children. */
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|TICKLESS|NODE_)/i.test(name))),
  NO_COLOR: "1",
};

interface About {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const about = (folder: string): About => JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as About;

/** Where a package finds another, as Node does. */
function installed(from: string, name: string): string {
  for (let folder = from; ; folder = resolve(folder, "..")) {
    const found = join(folder, "node_modules", name);
    if (existsSync(join(found, "package.json"))) return found;
    if (folder === resolve(folder, "..")) throw new Error(`${name} is not installed`);
  }
}

/** The packages of others that these need, and that those need. */
function others(folders: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (folder: string): void => {
    for (const name of Object.keys(about(folder).dependencies ?? {})) {
      const dependency = installed(folder, name);
      if (name.startsWith("@tickless/") || found.has(dependency)) continue;
      found.add(dependency);
      visit(dependency);
    }
  };
  folders.forEach(visit);
  return [...found];
}

const TEST = `
import { expect, it } from "vitest";
import { ms, simulate } from "tickless/testing";
import { forAllSeeds } from "tickless/testing/random";
import "tickless/testing/vitest";

it("prints", () => forAllSeeds(2, (seed) => expect(simulate("main.py", { seed }).run(ms(10))).toPrint("hello")));
`;
const CONSUMER = `
import { readProject, runProject, type RunResult } from "tickless";
import { ms, simulate, type Bench } from "tickless/testing";
import { Simulation, type Nanos } from "@tickless/sim-core";
import { registry } from "@tickless/devices";
import { MicroPythonFirmware } from "@tickless/micropython";
import { definePart, type DeviceContext, type PartDefinition } from "tickless/part";
export const part: PartDefinition = definePart({
  type: "mine",
  label: "Mine",
  pins: ["A"],
  createState: () => ({ level: 0 }),
  connect: (ctx: DeviceContext<{ level: number }>) => ctx.output("level", "output").write(ctx.state.level),
});
const sim: Bench = simulate("main.py");
const now: Nanos = sim.run(ms(1)).now;
export const all: [typeof readProject, typeof runProject, RunResult?] = [readProject, runProject];
export { MicroPythonFirmware, now, registry, Simulation };
// @ts-expect-error There is no such thing.
export { nothing } from "tickless";
`;
const CONFIG = {
  compilerOptions: { module: "nodenext", target: "es2023", strict: true, noEmit: true, types: [] as string[] },
  files: ["consumer.ts"],
};

const built = existsSync(join(root, "packages/tickless/dist/viewer/index.html"));

describe.runIf(built)("the packages, installed in an empty folder", () => {
  let folder: string;

  const run = async (command: string, ...args: readonly string[]): Promise<{ stdout: string; stderr: string }> =>
    execute(command, args, { cwd: folder, env, timeout: TIMEOUT });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "tickless-pack-"));
    const tarballs = join(folder, "tarballs");
    mkdirSync(tarballs);
    // Their scripts would build them anew, with tools that are not there.
    const options = ["--ignore-scripts", "--pack-destination", tarballs];
    await execute("npm", ["pack", ...options, ...PACKAGES, ...others(PACKAGES)], { cwd: root, env, timeout: TIMEOUT });
    writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
    writeFileSync(join(folder, "main.py"), 'print("hello")\n');
    const files = readdirSync(tarballs).map((file) => `./tarballs/${file}`);
    await run("npm", "install", "--offline", "--no-audit", "--no-fund", "--ignore-scripts", ...files);
  }, TIMEOUT);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("say what they are and under which licence, and have nothing of the build", () => {
    for (const source of PACKAGES) {
      const { name } = about(source);
      const files = readdirSync(join(folder, "node_modules", name), { recursive: true, encoding: "utf8" });
      expect(files, name).toEqual(expect.arrayContaining(["README.md", "LICENSE", "package.json", "dist"]));
      expect(files.filter((file) => /\.(tsbuildinfo|stamp)$|\.test\./.test(file), name)).toEqual([]);
    }
  });

  it("run a program", { timeout: TIMEOUT }, async () => {
    const { stdout, stderr } = await run("npx", "--offline", "tickless", "run", "main.py");
    expect(stdout).toBe("hello\n");
    expect(stderr).toMatch(/^fingerprint +[0-9a-f]{32}/m);
    const recorded = await run("npx", "--offline", "tickless", "run", "main.py", "--record", "a.tickless");
    expect(recorded.stdout).toBe("hello\n");
    expect((await run("npx", "--offline", "tickless", "replay", "a.tickless")).stdout).toMatch(/^same: /);
  });

  it("serve the viewer", { timeout: TIMEOUT }, async () => {
    const command = ["node_modules/tickless/bin/tickless.js", "view", "main.py", "--no-open", "--port", "0"];
    const server = spawn(process.execPath, command, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
    try {
      const url = await new Promise<string>((found) => {
        for (const stream of [server.stdout, server.stderr]) {
          createInterface(stream).on("line", (line) => {
            const [match] = /http:\/\/\S+/.exec(line) ?? [];
            if (match !== undefined) found(match);
          });
        }
      });
      const page = await fetch(url);
      expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
      const [, script = ""] = /src="([^"]+\.js)"/.exec(await page.text()) ?? [];
      expect((await fetch(new URL(script, url))).status).toBe(200);
    } finally {
      server.kill("SIGINT");
      await once(server, "exit");
    }
  });

  it("have types that a program can be checked with", { timeout: TIMEOUT }, async () => {
    writeFileSync(join(folder, "consumer.ts"), CONSUMER);
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(CONFIG));
    const checked = await run(process.execPath, join(root, "node_modules/typescript/bin/tsc")).catch(
      (error: unknown) => error,
    );
    expect(checked).toMatchObject({ stdout: "" });
  });

  it("have a test library that vitest finds", { timeout: TIMEOUT }, async () => {
    for (const name of ["vitest", "fast-check"])
      symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name));
    writeFileSync(join(folder, "hello.test.ts"), TEST);
    const { stdout } = await run(process.execPath, join(root, "node_modules/vitest/vitest.mjs"), "run");
    expect(stdout).toMatch(/Tests +1 passed/);
  });
});

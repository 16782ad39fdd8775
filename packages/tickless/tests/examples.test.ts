import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { tickless } from "./support/cli.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The folders with an expected.txt; a chapter may hold several. */
const projects = (folder: string): string[] =>
  readdirSync(`${root}examples/${folder}`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => (folder === "" ? entry.name : `${folder}/${entry.name}`))
    .flatMap((path) => (existsSync(`${root}examples/${path}/expected.txt`) ? [path] : projects(path)));
const examples = projects("");

/** Every example prints what its expected.txt says, passes its scenario, and has no faults. */
describe("examples", () => {
  it("are there", () => {
    expect(examples.length).toBeGreaterThan(5);
  });

  it.each(examples)("%s", async (name) => {
    const { code, stdout, stderr } = await tickless(root, ["run", `examples/${name}`]);
    expect(stdout).toBe(readFileSync(`${root}examples/${name}/expected.txt`, "utf8"));
    expect(stderr).toMatch(/^scenario {6}passed/m);
    expect(stderr).toMatch(/^faults {8}none$/m);
    expect(code).toBe(0);
  });
});

describe("what the examples are about", () => {
  const count = (stdout: string): number => stdout.split("presses:").length - 1;
  const seeds = [1, 2, 3, 4, 5].map((seed) => [`${seed}`]);

  it.each(seeds)("polling counts bounces (seed %s)", async (seed) => {
    expect(count((await tickless(root, ["run", "examples/02-button-polling", "--seed", seed])).stdout)).toBeGreaterThan(
      3,
    );
  });

  it.each(seeds)("debouncing counts presses (seed %s)", async (seed) => {
    const { code, stdout } = await tickless(root, ["run", "examples/03-button-debounce-asyncio", "--seed", seed]);
    expect({ code, presses: count(stdout) }).toEqual({ code: 0, presses: 3 });
  });

  it("the display shows the scene, and LEDs are lit differently", async () => {
    const { stderr } = await tickless(root, ["run", "examples/04-fade-and-scroll", "--show"]);
    const levels = [...stderr.matchAll(/^led\d .*? (\d+) % /gm)].map((match) => match[1]);
    expect(levels).toHaveLength(4);
    expect(new Set(levels).size).toBeGreaterThan(1);
    const picture = stderr.split("\n").filter((line) => line.startsWith("│"));
    expect(picture).toHaveLength(16);
    expect(picture.join("").replaceAll(/[│\u2800]/g, "").length).toBeGreaterThan(100);
  });
});

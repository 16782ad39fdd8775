import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runCommand as run, vitestFolder } from "../support/vitest.js";
import { example } from "./support.js";

/** A whole project with a test, as a user has it. */
const MAIN = `
import asyncio
from machine import I2C, Pin
from ssd1306 import SSD1306_I2C
display = SSD1306_I2C(128, 64, I2C(0, scl=Pin(5), sda=Pin(4), freq=400_000))
display.text("Hello", 0, 0)
display.show()
`;
const TEST = `
import { expect, it } from "vitest";
import { forAllSeeds, ms, simulate } from "tickless/testing";
import "tickless/testing/vitest";

const display = () => simulate(import.meta.dirname).run(ms(100)).part("oled1");
it("greets", () => expect(display()).toShow());
it("greets, with a picture of its own", async () => await expect(display()).toShowFile("./hello.txt"));
it("fails: seeds > 2 (on purpose)", () => forAllSeeds(3, (seed) => expect(process.env["FAIL"] ? seed : 1).toBeLessThan(3)));
`;

it("pictures are kept in files, compared, and updated with -u; what fails is replayed by the command that it prints", async () => {
  const files = { "main.py": MAIN, "hello.test.ts": TEST };
  const own = ["ssd1306.py", "diagram.json"].map((name) => [
    name,
    readFileSync(join(example("04-fade-and-scroll"), name), "utf8"),
  ]);
  const cwd = vitestFolder({ ...files, ...(Object.fromEntries(own) as Record<string, string>) });

  const first = await run(cwd, "npx vitest run");
  expect(first).toMatchObject({ code: 0 });
  const picture = readFileSync(join(cwd, "hello.txt"), "utf8");
  expect(picture).toMatch(/^[.#]{128}\n/);
  const snapshots = join(cwd, "__snapshots__/hello.test.ts.snap");
  expect(readFileSync(snapshots, "utf8")).toContain(picture.trim());

  writeFileSync(join(cwd, "main.py"), MAIN.replace("Hello", "Hallo"));
  const second = await run(cwd, "npx vitest run", { FAIL: "1" });
  expect(second.code).toBe(1);
  expect(second.output).toMatch(/^- [.#]+$/m);
  expect(second.output).toMatch(/oled1 at 100\.000 ms: Snapshot `greets 1` mismatched/);
  expect(second.output).toMatch(/Tests {2}3 failed/);
  const [command] = /TICKLESS_SEED=3 npx vitest run .*/.exec(second.output) ?? [""];
  const replayed = await run(cwd, command, { FAIL: "1" });
  expect(replayed.output).toMatch(/Tests {2}1 failed \| 2 skipped/);
  expect(replayed.output).toContain("seed 3 fails; replay it");

  expect(await run(cwd, "npx vitest run -u")).toMatchObject({ code: 0 });
  expect(readFileSync(join(cwd, "hello.txt"), "utf8")).not.toBe(picture);
  expect(existsSync(snapshots)).toBe(true);
}, 180_000);

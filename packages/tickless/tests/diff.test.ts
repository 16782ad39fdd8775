import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Trace } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { diagram, folder, tickless, type Outcome } from "./support/cli.js";
import { allRows, readFile, record } from "./support/recordings.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));

interface Json {
  readonly same: boolean;
  readonly fingerprints: readonly string[];
  readonly about: readonly string[];
  readonly first: {
    track: string;
    timeNs: number;
    row: number;
    left: unknown;
    right: unknown;
    tasks: unknown[];
  } | null;
  readonly tracks: readonly { track: string; timeNs: number; row: number; rows: readonly (number | null)[] }[];
}

const diff = (cwd: string, ...args: readonly string[]): Promise<Outcome> => tickless(cwd, ["diff", ...args]);

async function json(cwd: string, ...args: readonly string[]): Promise<Json> {
  return JSON.parse((await diff(cwd, ...args, "--json")).stdout) as Json;
}

/** The first time at which not the same rows were written in both, found row by row. */
function partingTime(a: Trace, b: Trace): number {
  const count = new Map<string, { time: number; balance: number }>();
  for (const [trace, sign] of [
    [a, 1],
    [b, -1],
  ] as const) {
    for (const { time, text } of allRows(trace)) {
      const entry = count.get(text) ?? { time, balance: 0 };
      count.set(text, { time, balance: entry.balance + sign });
    }
  }
  return Math.min(...[...count.values()].filter(({ balance }) => balance !== 0).map(({ time }) => time));
}

/** Tracks that have not the same rows. */
function unlikeTracks(a: Trace, b: Trace): string[] {
  const rowsOf = (trace: Trace): Map<string, string> => {
    const texts = new Map(trace.tracks.map(({ name }) => [name, ""]));
    for (const { text } of allRows(trace)) {
      const name = text.slice(0, text.indexOf(" "));
      texts.set(name, `${texts.get(name)}${text}\n`);
    }
    return texts;
  };
  const [left, right] = [rowsOf(a), rowsOf(b)];
  return [...new Set([...left.keys(), ...right.keys()])].filter((name) => left.get(name) !== right.get(name)).sort();
}

describe("two recordings", () => {
  const example = `${root}examples/03-button-debounce-asyncio`;

  it("of the same run are the same", async () => {
    const cwd = folder({});
    const { stderr } = await record(cwd, "a.tickless", example);
    await record(cwd, "b.tickless", example);
    const fingerprint = /^fingerprint +(\w+)/m.exec(stderr)?.[1] as string;
    expect(await diff(cwd, "a.tickless", "b.tickless")).toEqual({
      code: 0,
      stdout: `same: ${fingerprint}\n`,
      stderr: "",
    });
    const same = { same: true, fingerprints: [fingerprint, fingerprint], about: [], first: null, tracks: [] };
    expect(await json(cwd, "a.tickless", "b.tickless")).toEqual(same);
  });

  it.each([2, 3, 4])("part where the rows of another seed (%i) do, and nowhere before", async (seed) => {
    const cwd = folder({});
    await record(cwd, "a.tickless", example);
    await record(cwd, "b.tickless", example, "--seed", String(seed));
    const [a, b] = [readFile(cwd, "a.tickless").trace, readFile(cwd, "b.tickless").trace];
    const { same, about, first, tracks } = await json(cwd, "a.tickless", "b.tickless");
    expect([same, first!.timeNs, about]).toEqual([false, partingTime(a, b), [`seeds: 1 and ${seed}`]]);
    expect(tracks.map(({ track }) => track).sort()).toEqual(unlikeTracks(a, b));
    for (const { track, timeNs, row, rows } of tracks) {
      expect(rows).toEqual([a.get(track)?.rows, b.get(track)?.rows]);
      const times = [a, b].map((trace) => (row < trace.get(track)!.rows ? trace.get(track)!.time(row) : Infinity));
      expect(timeNs).toBe(Math.min(...times));
      expect(timeNs).toBeGreaterThanOrEqual(first!.timeNs);
    }
    expect(first).toMatchObject({ track: tracks[0]?.track, row: tracks[0]?.row });
  });

  it("are told apart with what ran then, what else is different, and all tracks", async () => {
    const wait =
      "import asyncio\nfrom machine import Pin\nled = Pin(15, Pin.OUT)\n\nasync def other():\n while True:\n";
    const program = (period: number): string =>
      `${wait}  await asyncio.sleep_ms(3)\n\nasync def main():\n asyncio.create_task(other())\n while True:\n` +
      `  await asyncio.sleep_ms(${period})\n  led.toggle()\nasyncio.run(main())\n`;
    const cwd = folder({ "a/main.py": program(5), "b/main.py": program(7), "b/x.py": "pass\n" });
    for (const name of ["a", "b"]) await record(cwd, `${name}.tickless`, name, "--until", "50ms", "--no-cpu-time");
    const { code, stdout, stderr } = await diff(cwd, "a.tickless", "b.tickless");
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    const [heap, , , first, left, right, tasks, ...others] = stdout.split("\n");
    expect(heap).toBe("different: first at 0 ns, track pico.heap, row 0");
    expect(first).toMatch(/^besides the heap: first at 5\.000 ms \(5000000 ns\), track pico\.\w+, row \d+$/);
    expect(left).toMatch(/^ {2}a\.tickless {2}5\.000 ms \(5000000 ns\): /);
    expect(right).toMatch(/^ {2}b\.tickless {2}/);
    expect(tasks).toBe("  tasks running: none; waiting: main (sleep), other (sleep)");
    expect(others.slice(0, 2)).toEqual(["main.py differs, first in line 12", "x.py: only in the second"]);
    expect(others[2]).toMatch(/^\d+ of \d+ tracks differ:$/);
    expect(others[3]).toMatch(/^ {2}track +rows a\.tickless +rows b\.tickless +first difference$/);
    const led = others.find((line) => line.startsWith("  pico.GP15 "));
    expect(led?.trim().split(/ {2,}/)).toEqual(["pico.GP15", "11", "8", "5.000 ms"]);
  });

  it("of several boards say whose tasks they were", async () => {
    const program = (last: string): string =>
      `import asyncio\nasync def main():\n await asyncio.sleep_ms(5)\n print("${last}")\n await asyncio.sleep_ms(9)\nasyncio.run(main())\n`;
    const board = diagram([["esp", "board-esp32-devkit-c-v4"]]);
    const project = (name: string, last: string): Record<string, string> => ({
      [`${name}/diagram.json`]: board,
      [`${name}/pico/main.py`]: program("same"),
      [`${name}/esp/main.py`]: program(last),
    });
    const cwd = folder({ ...project("a", "1"), ...project("b", "2") });
    for (const name of ["a", "b"]) await record(cwd, `${name}.tickless`, name, "--no-cpu-time");
    const { stdout } = await diff(cwd, "a.tickless", "b.tickless");
    expect(stdout).toContain("track esp.serial, row 0\n");
    expect(stdout).toContain("  tasks running: esp:main; waiting: pico:main (sleep)\n");
  });

  it("may have different boards", async () => {
    const led = diagram(
      [["led1", "wokwi-led"]],
      [
        ["led1:A", "pico:GP15"],
        ["led1:C", "pico:GND.1"],
      ],
    );
    const cwd = folder({ "a/main.py": "pass\n", "b/main.py": "pass\n", "b/diagram.json": led });
    for (const name of ["a", "b"]) await record(cwd, `${name}.tickless`, name);
    const { stdout } = await diff(cwd, "a.tickless", "b.tickless");
    expect(stdout).toMatch(/^ {2}a\.tickless {2}there is no such track$/m);
    expect(stdout).toMatch(/^ {2}led1\.brightness +none +1 {2}/m);
    expect(stdout).toContain("diagram.json: only in the second\n");
  });
});

describe("a project beside a recording", () => {
  it("is run as that was recorded", async () => {
    const cwd = folder({ "p/main.py": "import random\nwhile True:\n print(random.getrandbits(30))\n" });
    await record(cwd, "a.tickless", "p", "--seed", "9", "--until", "5ms", "--heap", "32k");
    expect(await diff(cwd, "a.tickless", "p")).toMatchObject({ code: 0, stderr: "" });
    expect(await diff(cwd, "p", "a.tickless")).toMatchObject({ code: 0, stderr: "" });
    writeFileSync(join(cwd, "p/main.py"), "import random\nwhile True:\n print(random.getrandbits(31))\n");
    const { code, stdout } = await diff(cwd, "a.tickless", "p");
    expect(code).toBe(1);
    expect(stdout).toMatch(/^ {2}a\.tickless {2}.*\n {2}p {11}.*$/m);
    expect(stdout).toContain("main.py differs, first in line 3\n");
  });

  it("plays its own scenario", async () => {
    const scenario = (at: string): string => `version: 1\nsteps:\n - at: ${at}\n - write-serial: x\n`;
    const main = "import time\ntime.sleep_ms(20)\n";
    const cwd = folder({
      "p/main.py": main,
      "p/a.scenario.yaml": scenario("5ms"),
      "p/b.scenario.yaml": scenario("7ms"),
    });
    await record(cwd, "a.tickless", "p", "--scenario", "p/b.scenario.yaml");
    expect(await diff(cwd, "a.tickless", "p")).toMatchObject({ code: 0 });
    writeFileSync(join(cwd, "p/b.scenario.yaml"), scenario("8ms"));
    expect(await json(cwd, "a.tickless", "p")).toMatchObject({ first: { track: "pico.serial.in", timeNs: 7e6 } });
    rmSync(join(cwd, "p/b.scenario.yaml"));
    expect(await json(cwd, "a.tickless", "p")).toMatchObject({ first: { track: "pico.serial.in", timeNs: 5e6 } });
  });
});

describe("two projects", () => {
  it("are run as they are", async () => {
    const cwd = folder({ "a.py": "print(1)\n", "b.py": "print(1)\n", "c.py": "print(2)\n" });
    expect(await diff(cwd, "a.py", "a.py")).toMatchObject({ code: 0 });
    expect(await json(cwd, "a.py", "c.py")).toMatchObject({ same: false, first: { track: "pico.serial" } });
  });
});

describe("what cannot be compared", () => {
  it.each([
    [[], "which two? Give two recordings, or projects"],
    [["a.py"], "which two? Give two recordings, or projects"],
    [["a.py", "a.py", "c"], "two at a time; what is 'c'?"],
    [["a.py", "b.tickless"], "b.tickless: there is no such file"],
    [["a.py", "b.py"], "b.py: there is no such file or folder"],
    [["a.py", "bad.tickless"], "bad.tickless: it is not a recording, or cut off"],
    [["a.py", "a.py", "--fast"], "unknown option '--fast'"],
  ])("%j", async (args, message) => {
    const cwd = folder({ "a.py": "pass\n", "bad.tickless": "x" });
    expect(await diff(cwd, ...args)).toEqual({ code: 2, stdout: "", stderr: `tickless: ${message}\n` });
  });

  it("may be stopped", async () => {
    const stop = new AbortController();
    stop.abort();
    const cwd = folder({ "main.py": "while True:\n print(1)\n", "tickless.yaml": "duration: 600s\n" });
    expect((await tickless(cwd, ["diff", ".", "."], { signal: stop.signal })).code).toBe(130);
  });
});

import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inflateSync } from "node:zlib";
import type { Trace } from "@tickless/sim-core";
import { beforeAll, describe, expect, it } from "vitest";
import { findSigrok } from "../../../scripts/find-sigrok.mjs";
import { displayAt } from "../src/show/display.js";
import { diagram, folder, tickless } from "./support/cli.js";
import { readFile, record } from "./support/recordings.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const show = `${root}examples/04-fade-and-scroll`;

/** One transaction after the other as words: "write 3c a: 80a aea". */
function transactionsOf(trace: Trace, name: string): string[] {
  const track = trace.get(name)!;
  return Array.from({ length: track.rows }, (_, row) => {
    const column = (index: number): number => track.value(row, index) as number;
    const [read, acknowledged] = [column(2) === 1, column(4)];
    const data = [...(track.value(row, 5) as Uint8Array)];
    const bytes = data.map((byte, index) => {
      const ack = read ? index < data.length - 1 : index < acknowledged;
      return hex(byte) + (ack ? "a" : "n");
    });
    return `${read ? "read" : "write"} ${hex(column(1))} ${column(3) === 1 ? "n" : "a"}: ${bytes.join(" ")}`.trim();
  });
}

const hex = (byte: number): string => byte.toString(16).padStart(2, "0");

describe("sigrok reads an exported I2C bus", () => {
  let sigrok = "";
  beforeAll(() => {
    sigrok = findSigrok();
  }, 600_000);

  /** What sigrok's decoder makes of a file's bus, as the words of `transactionsOf`, and whether each ended with a STOP. */
  function decode(file: string, bus: string, downsample: number) {
    const input = ["-I", `vcd:downsample=${downsample}`, "-i", file];
    const options = {
      encoding: "utf8",
      timeout: 120_000,
      maxBuffer: 2 ** 28,
      stdio: "pipe",
    } as const;
    const channels = execFileSync(sigrok, [...input, "--show"], options);
    // Newer versions have the scope in the name.
    const prefix = channels.includes(`- pico.${bus}_SCL:`) ? "pico." : "";
    const decoder = `i2c:scl=${prefix}${bus}_SCL:sda=${prefix}${bus}_SDA`;
    const lines = execFileSync(sigrok, [...input, "-P", decoder, "-A", "i2c=addr-data"], options)
      .trim()
      .split("\n");
    const transactions: string[] = [];
    const ends: string[] = [];
    let current = "";
    for (const line of lines) {
      const [, what = "", value = ""] = /^i2c-1: ([^:]+)(?:: (\w+))?$/.exec(line) ?? [];
      if (what === "Start" || what === "Start repeat") {
        if (current !== "") transactions.push(current);
        if (what === "Start repeat") ends.push("repeat");
        current = "";
      } else if (what === "Stop") ends.push("stop");
      else if (what === "Address write") current = `write ${value.toLowerCase()}`;
      else if (what === "Address read") current = `read ${value.toLowerCase()}`;
      else if (what === "ACK" || what === "NACK") {
        const letter = what === "ACK" ? "a" : "n";
        current += current.includes(":") ? letter : ` ${letter}:`;
      } else if (what.startsWith("Data ")) current += ` ${value.toLowerCase()}`;
      else expect(["Write", "Read"]).toContain(what);
    }
    return { transactions: [...transactions, current], ends };
  }

  it("of example 04: every address and byte of six seconds", { timeout: 120_000 }, async () => {
    const cwd = folder({});
    await record(cwd, "a.tickless", show, "--vcd-logic", "a.vcd");
    const expected = transactionsOf(readFile(cwd, "a.tickless").trace, "pico.i2c0");
    expect(expected.length).toBeGreaterThan(500);
    const { transactions, ends } = decode(join(cwd, "a.vcd"), "i2c0", 100);
    expect(transactions).toEqual(expected);
    expect(new Set(ends)).toEqual(new Set(["stop"]));
  });

  it("with reads, repeated START, and what nobody acknowledges", async () => {
    const program = [
      "from machine import I2C, Pin",
      "i2c = I2C(0, scl=Pin(5), sda=Pin(4), freq=100_000)",
      "soft = I2C(1, scl=Pin(7), sda=Pin(6), freq=400_000)",
      "print(i2c.scan())",
      "i2c.writeto(60, bytes([0, 0xAE, 0x55]), False)",
      "i2c.readfrom(60, 3)",
      "i2c.readfrom_mem(60, 0x40, 1)",
      "for bus in (i2c, soft):",
      "    try:",
      "        bus.writeto(61, b'lost')",
      "    except OSError:",
      "        print('nobody')",
    ].join("\n");
    const wires = [
      ["oled1:SCL", "pico:GP5"],
      ["oled1:SDA", "pico:GP4"],
      ["oled1:VCC", "pico:3V3"],
      ["oled1:GND", "pico:GND.1"],
    ];
    const board = diagram([["oled1", "board-ssd1306"]], wires as [string, string][]);
    const cwd = folder({ "main.py": program, "diagram.json": board });
    const { stdout } = await record(cwd, "a.tickless", ".", "--vcd-logic", "a.vcd");
    expect(stdout).toBe("[60]\nnobody\nnobody\n");
    const { trace } = readFile(cwd, "a.tickless");
    const both = transactionsOf(trace, "pico.i2c0");
    const { transactions, ends } = decode(join(cwd, "a.vcd"), "i2c0", 50);
    expect(transactions).toEqual(both);
    expect(both.slice(-5).map((text) => text.slice(0, 9))).toEqual([
      "write 3c ",
      "read 3c a",
      "write 3c ",
      "read 3c a",
      "write 3d ",
    ]);
    expect(ends.slice(-5)).toEqual(["repeat", "stop", "repeat", "stop", "stop"]);
    expect(decode(join(cwd, "a.vcd"), "i2c1", 50).transactions).toEqual(transactionsOf(trace, "pico.i2c1"));
  });
});

describe("exports of a recording", () => {
  it("are those of its run", async () => {
    const cwd = folder({});
    const options = ["--vcd", "a.vcd", "--vcd-logic", "b.vcd", "--perfetto", "c.json", "--csv", "d"];
    await tickless(cwd, ["run", show, "--until", "300ms", "--record", "r.tickless", ...options]);
    const read = (): string[] => {
      const tables = readdirSync(join(cwd, "d")).sort();
      return ["a.vcd", "b.vcd", "c.json", ...tables.map((name) => `d/${name}`)].map(
        (name) => `${name}\n${readFileSync(join(cwd, name), "utf8")}`,
      );
    };
    const first = read();
    const again = options.map((option) => (option.startsWith("--") ? option : option.replace(/^/, "x/")));
    await tickless(cwd, ["run", show, "--until", "1ms", "--csv", "x/d"]);
    expect(await tickless(cwd, ["export", "r.tickless", ...again])).toEqual({ code: 0, stdout: "", stderr: "" });
    for (const text of first) {
      const name = text.slice(0, text.indexOf("\n"));
      expect(`${name}\n${readFileSync(join(cwd, "x", name), "utf8")}`).toBe(text);
    }
  });

  it("say where they come from, and have all of it", async () => {
    const cwd = folder({});
    await record(cwd, "r.tickless", show, "--until", "300ms", "--seed", "3", "--perfetto", "c.json", "--csv", "d");
    await tickless(cwd, ["export", "r.tickless", "--vcd", "a.vcd"]);
    expect(readFileSync(join(cwd, "a.vcd"), "utf8")).toContain("$comment 04-fade-and-scroll, seed 3 $end\n");
    const perfetto = JSON.parse(readFileSync(join(cwd, "c.json"), "utf8")) as { otherData: unknown };
    expect(perfetto.otherData).toEqual({ program: "Tickless", name: "04-fade-and-scroll", seed: 3 });
    const { trace } = readFile(cwd, "r.tickless");
    const tables = readdirSync(join(cwd, "d"));
    expect(tables.sort()).toEqual(
      trace.tracks
        .filter(({ rows }) => rows > 0)
        .map(({ name }) => `${name}.csv`)
        .sort(),
    );
    for (const name of tables.filter((table) => !table.includes("serial"))) {
      const lines = readFileSync(join(cwd, "d", name), "utf8")
        .trimEnd()
        .split("\n");
      const track = trace.get(name.replace(/\.csv$/, ""))!;
      expect(lines).toHaveLength(track.rows + 1);
      expect(lines.slice(1).map((line) => Number(line.split(",")[0]))).toEqual(
        Array.from({ length: track.rows }, (_, row) => track.time(row)),
      );
    }
  });
});

describe("a display's picture", () => {
  it("is as it was at the time, in text and in PNG", async () => {
    const cwd = folder({});
    await record(cwd, "r.tickless", show, "--until", "2s");
    const args = ["export", "r.tickless", "--display", "oled1"];
    const { code, stdout } = await tickless(cwd, [...args, "--at", "1.2s", "--ascii", "--png", "a.png"]);
    expect(code).toBe(0);
    const { pixels } = displayAt(readFile(cwd, "r.tickless").trace, "oled1", 1.2e9);
    const rows = stdout.trimEnd().split("\n");
    expect(rows).toHaveLength(64);
    expect(rows.join("")).toBe([...pixels].map((pixel) => (pixel ? "#" : ".")).join(""));
    expect(rows[16]).toBe("#".repeat(128));
    const png = readFileSync(join(cwd, "a.png"));
    expect([png.subarray(1, 4).toString(), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(["PNG", 128, 64]);
    const data = inflateSync(png.subarray(png.indexOf("IDAT") + 4, png.indexOf("IEND") - 8));
    const bits = Array.from({ length: 64 }, (_, y) =>
      Array.from({ length: 128 }, (_, x) => ((data[y * 17 + 1 + (x >> 3)]! >> (7 - (x & 7))) & 1 ? "#" : ".")).join(""),
    );
    expect(bits).toEqual(rows);
    const end = await tickless(cwd, [...args, "--ascii"]);
    expect(end.stdout).not.toBe(stdout);
    expect((await tickless(cwd, [...args, "--ascii", "--at", "0s"])).stdout).not.toContain("#");
  });
});

describe("a wire's sound", () => {
  const BUZZ = [
    "from machine import PWM, Pin",
    "import time",
    "PWM(Pin(15), freq=440, duty_u16=32768)",
    "time.sleep(1)",
  ].join("\n");

  it("is a WAV file of its pulse train, as long as the run", async () => {
    const board = diagram([["r1", "wokwi-resistor"]], [["r1:1", "pico:GP15"]]);
    const cwd = folder({ "main.py": BUZZ, "diagram.json": board });
    await record(cwd, "r.tickless", ".", "--no-cpu-time");
    for (const pin of ["pico:GP15", "GP15", "r1:1"]) {
      const args = ["export", "r.tickless", "--wav", `${pin.replace(":", "-")}.wav`, "--pin", pin];
      expect(await tickless(cwd, args)).toEqual({ code: 0, stdout: "", stderr: "" });
    }
    const file = readFileSync(join(cwd, "pico-GP15.wav"));
    expect([file.toString("latin1", 0, 4), file.readUInt32LE(24), file.length]).toEqual(["RIFF", 44_100, 44 + 88_200]);
    expect(readFileSync(join(cwd, "GP15.wav"))).toEqual(file);
    expect(readFileSync(join(cwd, "r1-1.wav"))).toEqual(file);
    const samples = Array.from({ length: 44_100 }, (_, n) => file.readInt16LE(44 + 2 * n));
    const rises = samples.filter((sample, n) => sample > 0 && samples[n - 1]! <= 0).length;
    expect(Math.abs(rises - 440)).toBeLessThan(5);
    await tickless(cwd, ["export", "r.tickless", "--wav", "low.wav", "--pin", "GP15", "--rate", "8000"]);
    expect(readFileSync(join(cwd, "low.wav"))).toHaveLength(44 + 16_000);
  });
});

describe("what cannot be exported", () => {
  it.each([
    [[], "which recording? Give a .tickless file"],
    [["a", "b"], "one recording at a time; what is 'b'?"],
    [["r.tickless"], "export as what? For example --vcd FILE; see tickless export --help"],
    [["r.tickless", "--at", "1s"], "--at is for --display; which display?"],
    [["r.tickless", "--ascii"], "--ascii is for --display; which display?"],
    [["r.tickless", "--display", "oled1"], "--display: as --png FILE, or as --ascii?"],
    [["r.tickless", "--display", "x", "--ascii"], "--display: there is no display 'x' (the board has none)"],
    [["r.tickless", "--display", "x", "--ascii", "--at", "1h"], /^tickless: --at: the recording ends at \d.*s\n$/],
    [["r.tickless", "--display", "x", "--ascii", "--at", "soon"], /^tickless: --at: 'soon' is not a duration/],
    [["r.tickless", "--wav", "a.wav"], "--wav: of which wire? Give --pin, for example --pin pico:GP15"],
    [["r.tickless", "--pin", "GP15"], "--pin is for --wav FILE"],
    [["r.tickless", "--wav", "a", "--pin", "GP99"], "--pin: there is no pin of pico 'GP99' (did you mean 'GP9'?)"],
    [["r.tickless", "--wav", "a", "--pin", "GP1", "--rate", "1"], "--rate: 1 samples a second; write 8000 to 192000"],
    [["r.tickless", "--wav", "no/such/a.wav", "--pin", "GP1"], "--wav: there is no folder no/such"],
    [["none.tickless", "--vcd", "a"], "none.tickless: there is no such file"],
    [["r.tickless", "--vcd", "no/such/a.vcd"], "--vcd: there is no folder no/such"],
    [["r.tickless", "--csv", "r.tickless"], "--csv: r.tickless is no folder"],
  ])("%j", async (args, message) => {
    const cwd = folder({ "main.py": "pass\n" });
    await record(cwd, "r.tickless", "main.py");
    const { code, stdout, stderr } = await tickless(cwd, ["export", ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    if (typeof message === "string") expect(stderr).toBe(`tickless: ${message}\n`);
    else expect(stderr).toMatch(message);
    expect(existsSync(join(cwd, "a.vcd"))).toBe(false);
  });
});

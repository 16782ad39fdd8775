import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { findSigrok } from "../../../scripts/find-sigrok.mjs";
import { diagram, folder } from "./support/cli.js";
import { record } from "./support/recordings.js";

const SENT = Array.from({ length: 256 }, (_, i) => (i * 73) % 256);

/** Sends bytes to itself in two transfers, selecting GP17. */
const program = (bus: string): string =>
  [
    "from machine import Pin, SPI, SoftSPI",
    "cs = Pin(17, Pin.OUT, value=1)",
    `spi = ${bus}`,
    `sent = bytes([${SENT.join(", ")}])`,
    "got = bytearray(200)",
    "cs(0)",
    "spi.write_readinto(sent[:200], got)",
    "cs(1)",
    "cs(0)",
    "got += spi.read(1, 0xa5)",
    "spi.write(sent[200:])",
    "cs(1)",
    "print(got == sent[:200] + b'\\xa5')",
  ].join("\n");

const HARDWARE = "sck=Pin(18), mosi=Pin(19), miso=Pin(16)";
const BUSES: readonly (readonly [bus: string, mode: number, made: string])[] = [
  ...[0, 1, 2, 3].map((mode): [string, number, string] => [
    "spi0",
    mode,
    `SPI(0, 1_000_000, polarity=${mode >> 1}, phase=${mode & 1}, ${HARDWARE})`,
  ]),
  ["softspi0", 3, `SoftSPI(500_000, polarity=1, phase=1, ${HARDWARE})`],
];

describe("sigrok reads an exported SPI bus", () => {
  let sigrok = "";
  beforeAll(() => {
    sigrok = findSigrok();
  }, 600_000);

  it.each(BUSES)(
    "%s in mode %i: every byte of both directions",
    async (bus, mode, made) => {
      const cwd = folder({
        "main.py": program(made),
        "diagram.json": diagram([], [["pico:GP19", "pico:GP16"]]),
      });
      const { stdout } = await record(cwd, "a.tickless", ".", "--vcd-logic", "a.vcd");
      expect(stdout).toBe("True\n");
      const file = join(cwd, "a.vcd");
      expect(readFileSync(file, "utf8")).toContain(`${bus}_SCK`);
      const input = ["-I", "vcd:downsample=20", "-i", file];
      const options = { encoding: "utf8", timeout: 120_000, maxBuffer: 2 ** 28, stdio: "pipe" } as const;
      // Newer versions have the scope in the name.
      const prefix = execFileSync(sigrok, [...input, "--show"], options).includes(`- pico.${bus}_SCK:`) ? "pico." : "";
      const wires = `clk=${prefix}${bus}_SCK:mosi=${prefix}${bus}_MOSI:cs=${prefix}GP17`;
      const decoder = `spi:${wires}:cpol=${mode >> 1}:cpha=${mode & 1}`;
      const decoded = execFileSync(sigrok, [...input, "-P", decoder, "-A", "spi=mosi-data"], options);
      const bytes = decoded
        .trim()
        .split("\n")
        .map((line) => Number.parseInt(line.replace(/^spi-1: /, ""), 16));
      expect(bytes).toEqual([...SENT.slice(0, 200), 0xa5, ...SENT.slice(200)]);
    },
    120_000,
  );
});

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { findSigrok } from "../../../scripts/find-sigrok.mjs";
import { diagram, folder } from "./support/cli.js";
import { record } from "./support/recordings.js";

/** Parities as `machine.UART` has them. */
const IN_PYTHON = { none: "None", even: "0", odd: "1" } as const;

interface Format {
  readonly baud: number;
  readonly bits: number;
  readonly parity: keyof typeof IN_PYTHON;
  readonly stop: number;
}

const LOOP = diagram([], [["pico:GP0", "pico:GP1"]]);

/** Sends `bytes` from UART 0 to itself. */
const program = ({ baud, bits, parity, stop }: Format, bytes: readonly number[], more = ""): string =>
  [
    "from machine import UART",
    "import time",
    `sent = bytes([${bytes.join(", ")}])`,
    `uart = UART(0, ${baud}, bits=${bits}, parity=${IN_PYTHON[parity]}, stop=${stop}, rxbuf=512)`,
    "uart.write(sent)",
    "uart.flush()",
    more,
    "time.sleep_ms(1)",
    "print(uart.read() == sent)",
  ].join("\n");

describe("sigrok reads an exported UART", () => {
  let sigrok = "";
  beforeAll(() => {
    sigrok = findSigrok();
  }, 600_000);

  /** What sigrok's decoder writes for these kinds of annotations. */
  function decode(file: string, { baud, bits, parity, stop }: Format, kinds: string, more = ""): string[] {
    const input = ["-I", `vcd:downsample=${Math.floor(1e9 / baud / 20)}`, "-i", file];
    const options = { encoding: "utf8", timeout: 120_000, maxBuffer: 2 ** 28, stdio: "pipe" } as const;
    // Newer versions have the scope in the name.
    const prefix = execFileSync(sigrok, [...input, "--show"], options).includes("- pico.uart0_TX:") ? "pico." : "";
    const format = `baudrate=${baud}:data_bits=${bits}:parity=${parity}:stop_bits=${stop}.0${more}`;
    const decoder = `uart:tx=${prefix}uart0_TX:rx=${prefix}uart0_RX:${format}`;
    return execFileSync(sigrok, [...input, "-P", decoder, "-A", `uart=${kinds}`], options)
      .trim()
      .split("\n")
      .map((line) => line.replace(/^uart-1: /, ""));
  }

  const bytesOf = (file: string, format: Format, line: "tx" | "rx", more = ""): number[] =>
    decode(file, format, `${line}-data`, more).map((text) => Number.parseInt(text, 16));

  const formats = [9600, 115_200].flatMap((baud): Format[] => [
    { baud, bits: 8, parity: "none", stop: 1 },
    { baud, bits: 7, parity: "even", stop: 1 },
    { baud, bits: 8, parity: "odd", stop: 2 },
  ]);

  it.each(formats)(
    "$baud baud, $bits bits, parity $parity, $stop stop bits: every byte",
    async (format) => {
      const bytes = Array.from({ length: 2 ** format.bits }, (_, i) => (i * 73) % 2 ** format.bits);
      const cwd = folder({ "main.py": program(format, bytes), "diagram.json": LOOP });
      const { stdout } = await record(cwd, "a.tickless", ".", "--vcd-logic", "a.vcd");
      expect(stdout).toBe("True\n");
      const file = join(cwd, "a.vcd");
      expect(bytesOf(file, format, "tx")).toEqual(bytes);
      expect(bytesOf(file, format, "rx")).toEqual(bytes);
      const errors = "tx-parity-err:rx-parity-err:tx-warnings:rx-warnings:tx-break:rx-break";
      expect(decode(file, format, errors)).toEqual([""]);
    },
    120_000,
  );

  it("with a break, and a line that rests low", async () => {
    const format: Format = { baud: 9600, bits: 8, parity: "none", stop: 1 };
    const cwd = folder({
      "main.py": program(format, [0x55, 0x00], "uart.sendbreak()"),
      "low.py": program(format, [0x55, 0x00]).replace("rxbuf", "invert=UART.INV_TX | UART.INV_RX, rxbuf"),
      "diagram.json": LOOP,
    });
    await record(cwd, "a.tickless", ".", "--vcd-logic", "a.vcd");
    // The decoder takes the beginning of the break for one more byte.
    expect(decode(join(cwd, "a.vcd"), format, "tx-data:tx-break")).toEqual(["55", "00", "00", "Break condition"]);
    await record(cwd, "b.tickless", "low.py", "--vcd-logic", "b.vcd");
    expect(bytesOf(join(cwd, "b.vcd"), format, "tx", ":invert_tx=yes")).toEqual([0x55, 0x00]);
  });
});

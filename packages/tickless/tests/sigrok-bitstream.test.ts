import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { findSigrok } from "../../../scripts/find-sigrok.mjs";
import { diagram, folder } from "./support/cli.js";
import { record } from "./support/recordings.js";

let sigrok = "";
beforeAll(() => {
  sigrok = findSigrok();
}, 600_000);

const PROGRAM = `
from machine import Pin
from neopixel import NeoPixel
import time
np = NeoPixel(Pin(28), 4)
for shift in range(3):
    for i in range(4):
        np[i] = (10 * i + shift, 255 - i, 1 << (i + shift))
    np.write()
    time.sleep_ms(2)
`;

it("sigrok reads the colours of addressable LEDs from an exported file", async () => {
  const cwd = folder({ "main.py": PROGRAM, "diagram.json": diagram() });
  await record(cwd, "a.tickless", ".", "--vcd-logic", "a.vcd");
  const file = join(cwd, "a.vcd");
  // A sample each 50 ns; the file's unit is 1, 10 or 100 ns.
  const unit = Number(/^\$timescale (\d+) ns/m.exec(readFileSync(file, "utf8"))?.[1]);
  const input = ["-I", `vcd:downsample=${Math.max(1, 50 / unit)}`, "-i", file];
  const options = { encoding: "utf8", timeout: 120_000, maxBuffer: 2 ** 28, stdio: "pipe" } as const;
  // Newer versions have the scope in the name.
  const prefix = execFileSync(sigrok, [...input, "--show"], options).includes("- pico.bitstream") ? "pico." : "";
  const decoder = `rgb_led_ws281x:din=${prefix}bitstream_28`;
  const lines = execFileSync(sigrok, [...input, "-P", decoder, "-A", "rgb_led_ws281x=rgb"], options)
    .trim()
    .split("\n");
  const expected = [0, 1, 2].flatMap((shift) =>
    [0, 1, 2, 3].map((i) => Buffer.from([10 * i + shift, 255 - i, 1 << (i + shift)]).toString("hex")),
  );
  expect(lines.map((line) => /#([0-9a-f]{6})/i.exec(line)?.[1]?.toLowerCase())).toEqual(expected);
}, 120_000);

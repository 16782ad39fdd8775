import { bench as makeBench, type Bench } from "./bench.js";

export const ADDRESS = 0x3c;

/** What MicroPython's driver (micropython-lib ssd1306.py) sends when it starts a 128 × `height` display. */
export const initSequence = (height = 64): number[] => [
  ...[0xae, 0x20, 0x00, 0x40, 0xa1, 0xa8, height - 1, 0xc8, 0xd3, 0x00, 0xda, height === 32 ? 0x02 : 0x12],
  ...[0xd5, 0x80, 0xd9, 0xf1, 0xdb, 0x30, 0x81, 0xff, 0xa4, 0xa6, 0xad, 0x30, 0x8d, 0x14, 0xaf],
];

/** One I2C write: START, bytes, STOP. */
export function send(bench: Bench, ...bytes: number[]): void {
  const target = bench.target(ADDRESS);
  target.start?.(false);
  for (const byte of bytes) target.write(byte);
  target.stop?.();
}

/** As the driver does: each byte of a command is a write of its own. */
export const commands = (bench: Bench, ...bytes: number[]): void => bytes.forEach((byte) => send(bench, 0x80, byte));
export const data = (bench: Bench, ...bytes: number[]): void => send(bench, 0x40, ...bytes);

/** A powered display that was sent nothing yet. */
export function reset(attributes: Record<string, unknown> = {}): Bench {
  const parts = {
    oled: ["board-ssd1306", attributes],
    v: ["wokwi-vcc", { voltage: "3.3" }],
    gnd: "wokwi-gnd",
  } as const;
  return makeBench(parts, ["oled:VCC v:VCC", "oled:GND gnd:GND"]);
}

/** A display that the driver started. */
export function start(attributes: Record<string, unknown> = {}, height = 64): Bench {
  const bench = reset(attributes);
  commands(bench, ...initSequence(height));
  return bench;
}

/** The display RAM and the registers as the recording has them. */
export function recorded(bench: Bench): { gddram: Uint8Array; registers: Uint8Array } {
  const gddram = new Uint8Array(1024);
  const registers = new Uint8Array(8);
  for (const [name, into] of [
    ["oled.gddram", gddram],
    ["oled.registers", registers],
  ] as const) {
    const track = bench.sim.trace.tracks.find((other) => other.name === name);
    for (let row = 0; track && row < track.rows; row++) {
      into.set(track.value(row, 1) as Uint8Array, track.value(row, 0) as number);
    }
  }
  return { gddram, registers };
}

import { HIGH_Z, ms, strong, us, type Nanos } from "@tickless/sim-core";
import { hd44780Text, LCD_REGISTER_BYTES, renderHd44780 } from "../src/hd44780/render.js";
import { bench, type Bench } from "./bench.js";

/** A framebuffer as the recording has it. */
export function pixels({ sim }: Bench, name: string, bytes: number): Uint8Array {
  return sim.trace.at(sim.now).pixels(name, bytes);
}

/** What `lcd` shows. */
export const shown = (b: Bench): string => hd44780Text(pixels(b, "lcd.ddram", 128), registers(b));
export const registers = (b: Bench): Uint8Array => pixels(b, "lcd.registers", LCD_REGISTER_BYTES);
export const glass = (b: Bench) => renderHd44780(pixels(b, "lcd.ddram", 128), pixels(b, "lcd.cgram", 64), registers(b));

const wait = ({ sim }: Bench, time: Nanos): void => void sim.runUntil(sim.now + time);

/** A display with a backpack, and what drivers send to it, from `start` on. */
export function backpack(
  attributes: Record<string, unknown> = {},
  type = "wokwi-lcd1602",
  volts = 5,
  start: Nanos = ms(20),
) {
  const parts = {
    lcd: [type, { pins: "i2c", ...attributes }],
    v: ["wokwi-vcc", { voltage: String(volts) }],
    gnd: "wokwi-gnd",
  } as const;
  const b = bench(parts, ["lcd:VCC v:VCC", "lcd:GND gnd:GND"]);
  wait(b, start);
  const chip = b.target(Number(attributes["i2cAddress"] ?? 0x27));
  const port = (byte: number): void => {
    chip.start?.(false);
    chip.write(byte);
    chip.stop?.();
    wait(b, us(100));
  };
  const nibble = (data: number, rs = 0, pause: Nanos = us(100)): void => {
    port((data << 4) | 0x0c | rs);
    port((data << 4) | 0x08 | rs);
    wait(b, pause);
  };
  const send = (byte: number, rs = 0, pause: Nanos = byte < 4 && !rs ? ms(2) : us(100)): void => {
    nibble(byte >> 4, rs, 0);
    nibble(byte & 15, rs, pause);
  };
  const command = (...bytes: number[]): void => bytes.forEach((byte) => send(byte));
  const print = (text: string): void => [...text].forEach((character) => send(character.charCodeAt(0), 1));
  const init = (): void => {
    port(0);
    for (const data of [3, 3, 3]) nibble(data, 0, ms(5));
    nibble(2);
    command(0x28, 0x0c, 0x06, 0x01);
  };
  return { ...b, chip, port, nibble, send, command, print, init, wait: (time: Nanos) => wait(b, time) };
}

const DATA = [0, 1, 2, 3, 4, 5, 6, 7].map((bit) => `D${bit}`);

/** A display by its pins, each of which a test drives. `wired`: data lines that are connected. */
export function parallel(wired: readonly string[] = DATA, contrast = "gnd:GND") {
  const lines = ["RS", "RW", "E", ...wired];
  const b = bench(
    {
      lcd: "wokwi-lcd1602",
      v: "probe",
      gnd: "wokwi-gnd",
      ...Object.fromEntries(lines.map((name) => [name, "probe"])),
    },
    [
      ...["lcd:VDD v:P", "lcd:VSS gnd:GND", "lcd:A v:P", "lcd:K gnd:GND"],
      ...(contrast === "" ? [] : [`lcd:V0 ${contrast}`]),
      ...lines.map((name) => `lcd:${name} ${name}:P`),
    ],
  );
  const set = (name: string, bit: number): void => b.probe(name).set(strong(bit ? 3.3 : 0));
  const release = (): void => wired.forEach((name) => b.probe(name).set(HIGH_Z));
  const supply = (volts: number): void => b.probe("v").set(strong(volts));
  supply(5);
  for (const name of ["RS", "RW", "E"]) set(name, 0);
  wait(b, ms(20));
  const pulse = (during?: () => void): void => {
    set("E", 1);
    wait(b, us(1));
    during?.();
    set("E", 0);
    wait(b, us(1));
  };
  /** Puts the byte's bits on the lines that are wired, and pulses E. */
  const put = (byte: number, rs = 0, pause: Nanos = byte < 4 && !rs ? ms(2) : us(50)): void => {
    set("RS", rs);
    set("RW", 0);
    for (const name of wired) set(name, (byte >> Number(name.slice(1))) & 1);
    pulse();
    wait(b, pause);
  };
  /** What the display puts on the lines. */
  const read = (rs = 0): number => {
    release();
    set("RS", rs);
    set("RW", 1);
    let byte = 0;
    pulse(() => {
      for (const name of wired) byte |= b.probe(name).read() << Number(name.slice(1));
    });
    return byte;
  };
  return { ...b, set, supply, release, put, read, pulse, wait: (time: Nanos) => wait(b, time) };
}

import { HIGH_Z, ms, strong } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bench } from "../../tests/bench.js";
import { renderTft } from "./render.js";

const REFRESH = ms(15);

/** A powered ILI9341 on wires that the test drives. */
function tft(type = "wokwi-ili9341", attributes: Record<string, string> = {}, wires: readonly string[] = []) {
  const dcPin = type === "board-st7789" ? "DC" : "D/C";
  const clock = type === "board-st7789" ? "SCL" : "SCK";
  const b = bench(
    {
      u: [type, attributes],
      ...{ dc: "probe", cs: "probe", rst: "probe", clk: "probe", led: "probe" },
      v: ["wokwi-vcc", { voltage: "3.3" }],
      g: "wokwi-gnd",
    },
    [`u:${dcPin} dc:P`, "u:CS cs:P", "u:RST rst:P", `u:${clock} clk:P`, "u:VCC v:VCC", "u:GND g:GND", ...wires],
  );
  const set = (id: string, high: 0 | 1): void => {
    b.probe(id).set(strong(high ? 3.3 : 0));
    b.sim.runUntil(b.sim.now + 100);
  };
  set("cs", 0);
  set("rst", 1);
  const transfer = (dc: 0 | 1, data: readonly number[]): Uint8Array | undefined => {
    set("dc", dc);
    const mode = { start: b.sim.now, bit: 100, bits: 8, polarity: 0, phase: 0 } as const;
    return b.sim.spiTargets[0]?.target.transfer({ ...mode, data: Uint8Array.from(data) });
  };
  const send = (command: number, ...data: number[]): void => {
    transfer(0, [command]);
    if (data.length > 0) transfer(1, data);
  };
  const read = (command: number, count: number): number[] => {
    transfer(0, [command]);
    return [...(transfer(1, Array<number>(count).fill(0)) ?? [])];
  };
  const word = (value: number): number[] => [value >> 8, value & 0xff];
  const windowOf = (x0: number, y0: number, x1: number, y1: number): void => {
    send(0x2a, ...word(x0), ...word(x1));
    send(0x2b, ...word(y0), ...word(y1));
  };
  const picture = () => {
    b.sim.runUntil(b.sim.now + REFRESH);
    const cursor = b.sim.trace.at(b.sim.now);
    return renderTft(cursor.pixels("u.frame", 240 * 320 * 2), cursor.pixels("u.panel", 12));
  };
  /** Pixels other than black as "x,y=bbggrr". */
  const lit = (): string[] => {
    const { width, pixels } = picture();
    return [...pixels].flatMap((color, at) =>
      color === 0xff000000 ? [] : [`${at % width},${Math.floor(at / width)}=${(color & 0xffffff).toString(16)}`],
    );
  };
  return { ...b, set, transfer, send, read, windowOf, picture, lit };
}

/** Awake, on, 16 bits a pixel, upright. */
function started(access = 0x48, attributes: Record<string, string> = {}) {
  const t = tft("wokwi-ili9341", attributes);
  t.send(0x11);
  t.send(0x29);
  t.send(0x3a, 0x55);
  t.send(0x36, access);
  return t;
}

describe("an ILI9341", () => {
  test("is black until it is awake and on", () => {
    const t = tft();
    t.send(0x3a, 0x55);
    t.send(0x36, 0x48);
    t.windowOf(1, 2, 1, 2);
    t.send(0x2c, 0xf8, 0x00);
    expect(t.lit()).toEqual([]);
    t.send(0x29);
    expect(t.lit()).toEqual([]);
    t.send(0x11);
    expect(t.lit()).toEqual(["1,2=ff"]);
    t.send(0x10);
    expect(t.lit()).toEqual([]);
  });

  test.each([
    ["48", "1,2"],
    ["88", "238,317"],
    ["28", "237,1"],
    ["e8", "2,318"],
  ])("MADCTL %sh puts the pixel (1, 2) at %s", (access, place) => {
    const t = started(Number.parseInt(access, 16));
    t.windowOf(1, 2, 1, 2);
    t.send(0x2c, 0xff, 0xff);
    expect(t.lit()).toEqual([`${place}=ffffff`]);
  });

  test("a window is filled row by row and then again from its start; 3Ch goes on", () => {
    const t = started();
    t.windowOf(10, 20, 11, 21);
    t.send(0x2c, 0xf8, 0, 0x07, 0xe0, 0, 0x1f);
    t.send(0x3c, 0xff, 0xff, 0xff, 0xe0);
    expect(t.lit()).toEqual(["10,20=ffff", "11,20=ff00", "10,21=ff0000", "11,21=ffffff"]);
  });

  test("a pixel's bytes may come in several transfers, and 18 bits are three bytes", () => {
    const t = started();
    t.windowOf(0, 0, 1, 0);
    t.send(0x2c, 0xf8);
    t.transfer(1, [0x00, 0x07]);
    t.transfer(1, [0xe0]);
    expect(t.lit()).toEqual(["0,0=ff", "1,0=ff00"]);
    t.send(0x3a, 0x66);
    t.send(0x2c, 0x00, 0x00, 0xfc, 0xfc, 0xfc, 0xfc);
    expect(t.lit()).toEqual(["0,0=ff0000", "1,0=ffffff"]);
  });

  test("without BGR red is blue, inverted it is cyan, and idle mode has eight colours", () => {
    const t = started(0x40);
    t.windowOf(0, 0, 0, 0);
    t.send(0x2c, 0xf8, 0x00);
    expect(t.lit()).toEqual(["0,0=ff0000"]);
    t.send(0x36, 0x48);
    t.send(0x21);
    expect(t.picture().pixels[0]).toBe(0xffffff00);
    t.send(0x20);
    t.send(0x2c, 0x7b, 0xef);
    t.send(0x39);
    expect(t.lit()).toEqual([]);
  });

  test("vertical scrolling moves what lies between the fixed areas, round and round", () => {
    const t = started();
    t.windowOf(0, 10, 0, 10);
    t.send(0x2c, 0xff, 0xff);
    t.windowOf(0, 0, 0, 0);
    t.send(0x2c, 0xff, 0xff);
    t.send(0x33, 0, 4, 0x01, 0x38, 0, 4);
    t.send(0x37, 0, 8);
    expect(t.lit()).toEqual(["0,0=ffffff", "0,6=ffffff"]);
    t.send(0x37, 0, 11);
    expect(t.lit()).toEqual(["0,0=ffffff", "0,315=ffffff"]);
    t.send(0x13);
    expect(t.lit()).toEqual(["0,0=ffffff", "0,10=ffffff"]);
  });

  test("RST sets its registers back, not its picture", () => {
    const t = started();
    t.windowOf(0, 0, 0, 0);
    t.send(0x2c, 0xff, 0xff);
    t.set("rst", 0);
    expect(t.transfer(0, [0x29])).toBe(undefined);
    t.set("rst", 1);
    expect(t.lit()).toEqual([]);
    t.send(0x11);
    t.send(0x29);
    expect(t.lit()).toEqual(["0,0=ffffff"]);
  });

  test("tells its id, its status and its pixels", () => {
    const t = started();
    expect(t.read(0xd3, 4)).toEqual([0, 0, 0x93, 0x41]);
    expect(t.read(0x0a, 2)).toEqual([0, 0x9c]);
    expect([t.read(0x0b, 2), t.read(0x0c, 2)]).toEqual([
      [0, 0x48],
      [0, 0x55],
    ]);
    t.windowOf(3, 3, 4, 3);
    t.send(0x2c, 0xf8, 0, 0x07, 0xe0);
    expect(t.read(0x2e, 7)).toEqual([0, 0xf8, 0, 0, 0, 0xfc, 0]);
  });

  test("takes no notice while CS is high", () => {
    const t = started();
    t.set("cs", 1);
    t.send(0x28);
    t.set("cs", 0);
    expect(t.read(0x0a, 2)).toEqual([0, 0x9c]);
  });

  test("is recorded when the glass is refreshed: what changed, in as few rows as there are places", () => {
    const t = started();
    t.picture();
    const before = t.rows("u.frame").length;
    for (let y = 0; y < 320; y++) {
      t.windowOf(0, y, 239, y);
      t.send(0x2c, ...Array<number>(480).fill(0x55));
    }
    t.picture();
    const rows = t.rows("u.frame").slice(before);
    expect(rows.length).toBeLessThan(6);
    t.send(0x2c, ...Array<number>(480).fill(0x55));
    t.picture();
    expect(t.rows("u.frame").length).toBe(before + rows.length);
  });

  test.each([
    ["a start behind its end", 0x2a, [0, 9, 0, 8], /the start, 9, lies behind/],
    ["a window beyond the glass", 0x2b, [0, 0, 1, 64], /320 is beyond the last one, 319/],
    ["scroll areas that are not 320 rows", 0x33, [0, 0, 1, 0, 0, 0], /0 \+ 256 \+ 0 rows/],
    ["a pixel format of another interface", 0x3a, [0x33], /COLMOD: 3/],
  ])("reports %s", (_what, command, data, message) => {
    const t = started();
    t.send(command, ...data);
    const track = t.sim.trace.get("u.faults")!;
    expect([track.rows, track.value(0, 0), track.value(0, 1)]).toEqual([
      1,
      "invalid-command",
      expect.stringMatching(message),
    ]);
  });

  test("reports once that it has no supply, or that D/C is open", () => {
    const t = tft();
    t.probe("dc").set(HIGH_Z);
    t.sim.spiTargets[0]?.target.transfer({ start: 0, bit: 1, bits: 8, polarity: 0, phase: 0, data: Uint8Array.of(0) });
    expect(t.faults("u")).toEqual(["floating-input"]);
    const dark = bench({ u: "wokwi-ili9341", c: "probe" }, ["u:SCK c:P"]);
    const [target] = dark.sim.spiTargets;
    for (const start of [0, 10]) {
      target?.target.transfer({ start, bit: 1, bits: 8, polarity: 0, phase: 0, data: Uint8Array.of(0) });
    }
    expect(dark.faults("u")).toEqual(["no-power"]);
  });

  test("the backlight follows its pin's duty; not connected it is on", () => {
    expect(tft().last("u.backlight")).toBe(1);
    const t = tft("wokwi-ili9341", {}, ["u:LED led:P"]);
    t.probe("led").set(strong(0));
    t.sim.runUntil(t.sim.now + 10);
    expect(t.last("u.backlight")).toBe(0);
    t.probe("led").set({ ...strong(3.3), pwm: { periodNs: 1000, highNs: 250, startNs: 0 } });
    t.sim.runUntil(t.sim.now + 10);
    expect(t.last("u.backlight")).toBe(0.25);
  });

  test("law: any pixel that is written is seen once, at the same place that it is read from", () => {
    const access = fc.constantFrom(0x48, 0x88, 0x28, 0xe8, 0x08, 0xc8, 0x68, 0xa8);
    fc.assert(
      fc.property(access, fc.nat(239), fc.nat(239), (order, x, y) => {
        const t = started(order);
        t.windowOf(x, y, x, y);
        t.send(0x2c, 0xf8, 0x00);
        expect(t.lit()).toHaveLength(1);
        expect(t.read(0x2e, 4)).toEqual([0, 0xf8, 0, 0]);
      }),
      { numRuns: 20 },
    );
  });
});

describe("an ST7789", () => {
  test("shows 240 × 240 pixels, upright without MADCTL, in its colours with 21h", () => {
    const t = tft("board-st7789");
    for (const command of [0x11, 0x29, 0x21]) t.send(command);
    t.send(0x3a, 0x05);
    t.windowOf(1, 2, 1, 2);
    t.send(0x2c, 0xf8, 0x00);
    expect([t.picture().width, t.picture().height]).toEqual([240, 240]);
    expect(t.lit()).toEqual(["1,2=ff"]);
    expect(t.read(0x04, 4)).toEqual([0, 0x85, 0x85, 0x52]);
  });
});

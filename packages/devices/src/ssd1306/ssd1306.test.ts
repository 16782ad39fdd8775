import { ms, us, type Mcu } from "@tickless/sim-core";
import { describe, expect, test } from "vitest";
import { bench, problemsOf } from "../../tests/bench.js";
import { commands, data, initSequence, recorded, reset, send, start } from "../../tests/ssd1306-driver.js";
import type { Ssd1306State } from "./state.js";

const stateOf = (b: ReturnType<typeof start>): Ssd1306State => b.sim.snapshot().states["oled"] as Ssd1306State;
/** Non-zero bytes of the RAM as "page,segment=byte". */
const ram = (b: ReturnType<typeof start>): string[] =>
  [...stateOf(b).gddram].flatMap((byte, at) => (byte ? [`${at >> 7},${at & 127}=${byte.toString(16)}`] : []));

describe("after reset (data sheet 8.9)", () => {
  test("the display is off, RAM addressing is by page, and the registers have their reset values", () => {
    expect(stateOf(reset())).toMatchObject({
      on: false,
      addressing: 2,
      contrast: 0x7f,
      startLine: 0,
      displayOffset: 0,
      multiplex: 63,
      segmentRemap: false,
      comRemap: false,
      chargePump: false,
      clock: 0x80,
      precharge: 0x22,
      vcomh: 0x20,
    });
  });

  test("the status byte says whether the display is off", () => {
    const b = reset();
    expect(b.target(0x3c).read(true) & 0x40).toBe(0x40);
    commands(b, 0x8d, 0x14, 0xaf);
    expect(b.target(0x3c).read(true) & 0x40).toBe(0);
  });

  test("the RAM is zero, or noise if asked for, the same for the same seed", () => {
    expect(ram(reset())).toEqual([]);
    const noise = reset({ powerOnRam: "noise" });
    expect(ram(noise).length).toBeGreaterThan(900);
    expect(ram(reset({ powerOnRam: "noise" }))).toEqual(ram(noise));
    expect(recorded(noise).gddram).toEqual(stateOf(noise).gddram);
  });
});

describe("address", () => {
  test("is 0x3c, or 0x3d by attribute", () => {
    expect(() => reset().target(0x3d)).toThrow();
    expect(() => reset({ i2cAddress: "0x3d" }).target(0x3d)).not.toThrow();
    expect(() => reset({ "i2c-address": "61" }).target(0x3d)).not.toThrow();
  });

  test("any other is told, and is its address all the same, as in other simulators", () => {
    expect(problemsOf("board-ssd1306", { i2cAddress: "0x27" })[0]).toMatch(/an SSD1306 has 0x3c or 0x3d/);
    expect(() => reset({ i2cAddress: "0x27" }).target(0x27)).not.toThrow();
  });

  test.each(["0x78", "here", "60.5", "-1"])("'%s' is none, and 0x3c is taken", (i2cAddress) => {
    expect(problemsOf("board-ssd1306", { i2cAddress })[0]).toContain(`'${i2cAddress}', taken for 0x3c`);
    expect(() => reset({ i2cAddress }).target(0x3c)).not.toThrow();
  });

  test("wokwi-ssd1306 takes DATA and CLK or SDA and SCL", () => {
    const b = bench({ oled: "wokwi-ssd1306", a: "probe", b: "probe" }, ["a:P oled:SDA", "b:P oled:SCL"]);
    expect(b.sim.i2cTargets[0]).toMatchObject({ sda: b.probe("a").net, scl: b.probe("b").net });
  });
});

describe("MicroPython's driver", () => {
  test("starts the display with its 27 bytes, each a write of its own, without a fault", () => {
    const b = start();
    expect(initSequence()).toHaveLength(27);
    expect(b.faults("oled")).toEqual([]);
    expect(stateOf(b)).toMatchObject({
      on: true,
      addressing: 0,
      segmentRemap: true,
      comRemap: true,
      contrast: 0xff,
      precharge: 0xf1,
      vcomh: 0x30,
      chargePump: true,
      command: -1,
    });
  });

  test("show() writes the whole RAM in one transfer: one row of 1024 bytes in the recording", () => {
    const b = start();
    b.sim.runUntil(ms(1));
    const rows = b.rows("oled.gddram").length;
    commands(b, 0x21, 0, 127, 0x22, 0, 7);
    data(b, ...Array.from({ length: 1024 }, (_, index) => (index * 7) & 0xff));
    expect(b.rows("oled.gddram").length).toBe(rows + 1);
    expect(b.last("oled.gddram", 1)).toHaveLength(1024);
    expect(stateOf(b)).toMatchObject({ page: 0, column: 0 });
    expect(recorded(b).gddram).toEqual(stateOf(b).gddram);
    // Segments are remapped: the first byte is at segment 127.
    expect(stateOf(b).gddram[127]).toBe(0);
    expect(stateOf(b).gddram[126]).toBe(7);
  });

  test("a 64 pixel wide display is centred by a column range from 32 to 95", () => {
    const b = start();
    commands(b, 0x21, 32, 95, 0x22, 0, 7);
    data(b, ...new Array<number>(64).fill(1), 0x80);
    expect(stateOf(b).gddram[127 - 32]).toBe(1);
    expect(stateOf(b).gddram[127 - 95]).toBe(1);
    expect(stateOf(b).gddram[127 - 31]).toBe(0);
    expect(stateOf(b).gddram[128 + 127 - 32]).toBe(0x80);
  });
});

describe("control bytes (data sheet 8.1.5.2)", () => {
  test("00h: all that follows is commands", () => {
    const b = reset();
    send(b, 0x00, 0x81, 0x12, 0xa7);
    expect(stateOf(b)).toMatchObject({ contrast: 0x12, inverse: true });
  });

  test("80h: one command byte, then another control byte; C0h: one data byte", () => {
    const b = reset();
    send(b, 0x80, 0x81, 0x80, 0x34, 0xc0, 0xaa, 0x40, 0xbb, 0xcc);
    expect(stateOf(b).contrast).toBe(0x34);
    expect(ram(b)).toEqual(["0,0=aa", "0,1=bb", "0,2=cc"]);
  });

  test("a byte that is none is reported", () => {
    const b = reset();
    send(b, 0xae);
    expect(b.faults("oled")).toEqual(["protocol", "protocol"]);
  });

  test("an address alone, as in a scan, is fine", () => {
    const b = reset();
    send(b);
    expect(b.faults("oled")).toEqual([]);
  });

  test("data while a command waits for arguments is reported, and the command forgotten", () => {
    const b = reset();
    commands(b, 0x21, 5);
    data(b, 1);
    expect(b.faults("oled")).toEqual(["protocol"]);
    expect(stateOf(b)).toMatchObject({ command: -1, columnStart: 0 });
  });

  test("unknown commands are reported and take no argument", () => {
    const b = reset();
    commands(b, 0x23, 0x81, 0x55);
    expect(b.faults("oled")).toEqual(["unknown-command"]);
    expect(stateOf(b).contrast).toBe(0x55);
  });

  test("a later START begins with a control byte again", () => {
    const b = reset();
    const target = b.target(0x3c);
    target.start?.(false);
    target.write(0x40);
    target.start?.(false);
    target.write(0x00);
    target.write(0xa7);
    target.stop?.();
    expect(stateOf(b).inverse).toBe(true);
  });
});

describe("addressing modes (data sheet 10.1.3)", () => {
  const cursor = (b: ReturnType<typeof start>) => [stateOf(b).page, stateOf(b).column];

  test("page: the column wraps, the page stays", () => {
    const b = reset();
    commands(b, 0xb3, 0x0e, 0x17);
    expect(cursor(b)).toEqual([3, 0x7e]);
    data(b, 1, 2, 3);
    expect(ram(b)).toEqual(["3,0=3", "3,126=1", "3,127=2"]);
  });

  test("horizontal: the column wraps to the next page, the last page to the first", () => {
    const b = reset();
    commands(b, 0x20, 0x00, 0x21, 126, 127, 0x22, 6, 7);
    data(b, 1, 2, 3, 4, 5);
    expect(ram(b)).toEqual(["6,126=5", "6,127=2", "7,126=3", "7,127=4"]);
    expect(cursor(b)).toEqual([6, 127]);
  });

  test("vertical: the page wraps to the next column, the last column to the first", () => {
    const b = reset();
    commands(b, 0x20, 0x01, 0x21, 10, 11, 0x22, 2, 3);
    data(b, 1, 2, 3, 4, 5);
    expect(ram(b)).toEqual(["2,10=5", "2,11=3", "3,10=2", "3,11=4"]);
    expect(cursor(b)).toEqual([3, 10]);
  });

  test("21h and 22h put the pointers at the start of the ranges", () => {
    const b = reset();
    commands(b, 0x20, 0x00);
    data(b, 1, 2, 3);
    commands(b, 0x21, 100, 127, 0x22, 5, 7);
    expect(cursor(b)).toEqual([5, 100]);
  });

  test("a range that ends before it starts is reported", () => {
    const b = reset();
    commands(b, 0x21, 20, 10);
    expect(b.faults("oled")).toEqual(["invalid-command"]);
  });

  test("mode 3 is invalid and changes nothing", () => {
    const b = reset();
    commands(b, 0x20, 0x03);
    expect(b.faults("oled")).toEqual(["invalid-command"]);
    expect(stateOf(b).addressing).toBe(2);
  });

  test("segment remap concerns later writes only", () => {
    const b = reset();
    data(b, 1);
    commands(b, 0xa1);
    data(b, 2);
    expect(ram(b)).toEqual(["0,0=1", "0,126=2"]);
  });
});

describe("the recording", () => {
  test("has a row at the STOP of each transfer that changed the RAM, as runs", () => {
    const b = start();
    b.sim.runUntil(ms(5));
    data(b, 1, 2, 3);
    expect(b.rows("oled.gddram").at(-1)).toEqual([ms(5), 125]);
    expect(b.last("oled.gddram", 1)).toEqual(Uint8Array.of(3, 2, 1));
  });

  test("of a vertical stripe has one run per page", () => {
    const b = reset();
    commands(b, 0x20, 0x01, 0x21, 10, 13, 0x22, 0, 7);
    const rows = b.rows("oled.gddram").length;
    data(b, ...new Array<number>(32).fill(0xff));
    expect(b.rows("oled.gddram").slice(rows)).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((page) => [0, page * 128 + 10]));
  });

  test("has the registers when they change, and not otherwise", () => {
    const b = start();
    const rows = b.rows("oled.registers").length;
    commands(b, 0x81, 0xff);
    expect(b.rows("oled.registers").length).toBe(rows);
    commands(b, 0x81, 0x10);
    expect(b.rows("oled.registers").length).toBe(rows + 1);
    expect(recorded(b).registers[1]).toBe(0x10);
  });

  test("goes on exactly from a snapshot between a command and its argument", () => {
    const b = start();
    commands(b, 0x81);
    const snapshot = b.sim.snapshot();
    commands(b, 0x77);
    b.sim.restore(snapshot);
    expect(stateOf(b).contrast).toBe(0xff);
    commands(b, 0x66);
    expect(stateOf(b).contrast).toBe(0x66);
  });
});

describe("power", () => {
  test("a display without supply or ground is reported at time 0", () => {
    const b = bench({ oled: "board-ssd1306" }, []);
    b.sim.runUntil(1);
    expect(b.faults("oled")).toEqual(["no-power", "no-power"]);
  });

  test("with both it is not", () => {
    const b = start();
    b.sim.runUntil(1);
    expect(b.faults("oled")).toEqual([]);
  });

  test("switching on without the charge pump is reported: the glass stays dark", () => {
    const b = reset();
    commands(b, 0xaf);
    expect(b.faults("oled")).toEqual(["invalid-command"]);
  });
});

describe("on a Pico's I2C0", () => {
  const connected = (hz: number) => {
    const b = bench({ pico: "wokwi-pi-pico", oled: "board-ssd1306" }, [
      ...["pico:GP4 oled:SDA", "pico:GP5 oled:SCL", "pico:3V3 oled:VCC", "pico:GND.1 oled:GND"],
    ]);
    const i2c = b.sim.mcus[0]?.i2c as Mcu["i2c"];
    expect(i2c.init(0, 5, 4, hz, 50_000)).toBe(0);
    const write = (address: number, ...bytes: number[]): number => {
      expect(i2c.beginWrite(0, address, Uint8Array.from(bytes), true)).toBe(0);
      while (i2c.result(0) === undefined) b.sim.runUntil(b.sim.now + us(10));
      return i2c.result(0) as number;
    };
    return { b, write };
  };

  test("the driver's start and a full show() take about 23.5 ms at 400 kHz", () => {
    const { b, write } = connected(400_000);
    for (const byte of initSequence()) write(0x3c, 0x80, byte);
    const began = b.sim.now;
    for (const byte of [0x21, 0, 127, 0x22, 0, 7]) write(0x3c, 0x80, byte);
    expect(write(0x3c, 0x40, ...new Array<number>(1024).fill(0x55))).toBe(1025);
    expect(b.sim.now - began).toBeGreaterThan(ms(23));
    expect(b.sim.now - began).toBeLessThan(ms(25));
    expect(b.faults("oled")).toEqual([]);
    expect(stateOf(b).gddram.every((byte) => byte === 0x55)).toBe(true);
  });

  test("nobody answers at another address", () => {
    expect(connected(400_000).write(0x3d, 0x80, 0xae)).toBeLessThan(0);
  });
});

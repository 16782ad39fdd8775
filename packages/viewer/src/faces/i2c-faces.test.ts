import { expect, test } from "vitest";
import { StateReader } from "../board/state-reader.js";
import { part, stateOf, tracksOf } from "../board/testing.js";
import { box } from "../board/plane.js";
import { dotArea, dotsOf, glassOf } from "./lcd.geometry.js";
import { shapeOf } from "./shapes.js";

/* Modules on I2C and displays of characters. */

test("sensors tell what they sense in words", () => {
  const values = {
    "bmp.temperature": 21.46,
    "bmp.pressure": 101_325,
    ...{ "mpu.accelX": 0, "mpu.accelY": -0.5, "mpu.accelZ": 1, "mpu.awake": 0 },
    ...{ "mpu.rotationX": 0, "mpu.rotationY": 0, "mpu.rotationZ": 90 },
  };
  const tracks = tracksOf(...Object.keys(values));
  const reader = new StateReader(tracks, stateOf(tracks, values));
  const words = (id: string, type: string): string | undefined =>
    shapeOf(type).describe?.(part(id, type), reader.part(id));
  expect(words("bmp", "board-bmp180")).toBe("21.5 °C, 1013.3 hPa");
  expect(words("mpu", "wokwi-mpu6050")).toBe("0 -0.5 1 g, 0 0 90 °/s, asleep");
  expect(words("nobody", "board-bmp180")).toBe("");
});

test("displays tell what they show", () => {
  const tracks = tracksOf("lcd.ddram", "lcd.cgram", "lcd.registers", "tm.segments");
  const state = stateOf(tracks, {});
  const ddram = new Uint8Array(128).fill(0x20);
  ddram.set([..."Hello"].map((character) => character.charCodeAt(0)));
  ddram.set([0x34, 0x32], 0x45);
  const segments = new Uint8Array(33);
  // 1 and 7, a colon behind them.
  for (const lit of [1, 2, 8, 9, 10, 32]) segments[lit] = 200;
  const registers = Uint8Array.of(0x29, 0, 0xff, 255, 0, 255, 16, 2, 1);
  const pixels = { "lcd.ddram": ddram, "lcd.registers": registers, "tm.segments": segments };
  const reader = new StateReader(tracks, { ...state, pixels });
  const words = (id: string, type: string): string | undefined =>
    shapeOf(type).describe?.(part(id, type), reader.part(id));
  expect(words("lcd", "wokwi-lcd1602")).toBe("shows Hello / 42, backlight on");
  expect(words("tm", "wokwi-tm1637-7segment")).toBe("shows 17:");
});

test("a display's pins are where its kind has them, and its glass lies on the board", () => {
  for (const type of ["wokwi-lcd1602", "wokwi-lcd2004"]) {
    for (const pins of ["full", "i2c"]) {
      const lcd = part("lcd", type, { attributes: { pins } });
      const { body, pins: places } = shapeOf(type).geometry(lcd);
      const glass = glassOf(lcd);
      expect(glass.x).toBeGreaterThan(20);
      expect(glass.x + glass.width).toBeLessThan(body.width - 10);
      const [sda, d4] = [places.get("SDA"), places.get("D4")];
      expect(sda).toEqual(pins === "i2c" ? { x: 4, y: 51 } : places.get("VSS"));
      expect(d4?.x).toBe(pins === "full" ? 128 : 4);
    }
  }
  const small = part("lcd", "wokwi-lcd1602");
  expect(dotsOf(small)).toEqual({ x: 95, y: 17 });
  expect(box(0, 0, dotArea(small).width, 0).width).toBeCloseTo((56.2 / 25.4) * 96, 1);
});

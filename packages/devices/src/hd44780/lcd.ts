/**
 * Character displays `wokwi-lcd1602` (2 rows of 16) and `wokwi-lcd2004` (4 of 20) with an HD44780, by their own pins or on I2C.
 *
 * Pins: as `pins` says, the others are not there.
 *   "full": VSS VDD V0 (contrast) RS RW E D0 to D7, A and K (backlight). Works with eight lines or with four (D4 to D7).
 *   "i2c":  GND VCC SDA SCL, with a PCF8574 (P0 RS, P1 RW, P2 E, P3 backlight, P4 to P7 D4 to D7) and pull-ups on the lines.
 * Source: Hitachi HD44780U data sheet (instructions, execution times at 270 kHz, reset 10 ms, character tables A00 and A02; falling
 *   edge of E); NXP PCF8574 data sheet (all outputs high at power-on).
 *
 * Attributes
 *   pins                     full (default) or i2c
 *   i2cAddress, i2c-address  0x27 (default); 0x20 to 0x27, or 0x38 to 0x3f (PCF8574A)
 *   variant                  characters: A00 (default, with katakana) or A02 (European)
 *   background, color        for the user interface: green (default) or blue; the colour of the characters
 * Outputs: the framebuffers `ddram` (128 bytes), `cgram` (64) and `registers` (see render.ts); `renderHd44780` makes the picture of
 *   them, `hd44780Text` the text.
 * Contrast: the glass has VDD - V0; from 2.8 V on dots appear, at 4.2 V they are dark, above 4.6 V the others darken too. The
 *   backpack's trimmer is set to 4.5 V, or to as much as there is: at 3.3 V a display is faint. An open V0 is told, and taken
 *   for trimmed like that: Wokwi's diagrams have none.
 * Powered but not initialised it shows blocks in its first row, and in its third.
 * Faults: `busy`, something was sent while an instruction was executed: it is lost; `address`, there is no RAM there; `low-contrast`,
 *   it is on and cannot be read; `open-input`, RW is not connected, which counts as high: nothing is ever written.
 * Without supply (2.7 V) it does not answer and shows nothing; it forgets everything. Its reset is over when the program starts, unless
 *   the supply comes later.
 *
 * Not modelled: set-up, hold and pulse times of E; characters of 5 × 10 dots; the mapping of one-line modes of 16 columns that are two
 * halves; what the RAM holds at power-on (blanks and empty characters); the slowness of the glass; the current of V0.
 */
import { defineDevice, type DeviceDefinition } from "@tickless/sim-core";
import { choiceAttribute } from "../attributes.js";
import { ADDRESS_ATTRIBUTES } from "../i2c-lines.js";
import { connectBackpack } from "./backpack.js";
import { lcdState, type LcdState } from "./module.js";
import { connectParallel } from "./parallel.js";

const PARALLEL = ["VSS", "VDD", "V0", "RS", "RW", "E", "D0", "D1", "D2", "D3", "D4", "D5", "D6", "D7", "A", "K"];

const lcd = (type: string, size: readonly [columns: number, rows: number]): DeviceDefinition =>
  defineDevice<LcdState>({
    type,
    pins: ["GND", "VCC", "SDA", "SCL", ...PARALLEL],
    roles: { RS: "input", RW: "input", E: "input" },
    pullUps: ["SCL", "SDA"],
    attributes: ["pins", "variant", "background", "color", ...ADDRESS_ATTRIBUTES],
    createState: lcdState,
    connect: (ctx) => {
      const i2c = choiceAttribute(ctx, "pins", ["full", "i2c"], "full") === "i2c";
      (i2c ? connectBackpack : connectParallel)(ctx, size);
    },
  });

export const lcds: readonly DeviceDefinition[] = [lcd("wokwi-lcd1602", [16, 2]), lcd("wokwi-lcd2004", [20, 4])];

/**
 * 84 × 48 LCD of the Nokia 5110 with its PCD8544, `wokwi-nokia-5110-screen` and `board-nokia-5110`, on 4-wire SPI.
 *
 * Pins: VCC, GND; CLK (SCK), DIN (MOSI), DC (low: instructions, high: picture), CE (low selects), RST; BL, the backlight, on while it is driven
 *   high or not at all. `board-nokia-5110` has them at both edges: `CLK.2` and so on.
 * Source: Philips PCD8544 data sheet of 12 April 1999: instructions (table 1), addressing (7.7), reset (8.1).
 *
 * Attributes: none.
 * Outputs
 *   lcdram     the display RAM by bank and column, 504 bytes; all 0 at first
 *   panel      4 bytes, see `panelOf`. `renderPcd8544` makes the picture of both.
 *   backlight  0 to 1, of a pulse train its duty
 * Faults: `unknown-command`, `invalid-command`; `no-reset`: it was written to before the reset pulse that it needs after power-on (it works
 *   all the same here); `floating-input`: DC is not driven; `no-power`: it was written to without 2.7 V.
 *
 * Not modelled: how dark the operating voltage and bias make it (0 is blank, the viewer shades the rest); slow crystals, temperature;
 * what the RAM holds at power-on; 5 V at its inputs.
 */
import { defineDevice, type DeviceContext, type DeviceDefinition, type PinRole } from "@tickless/sim-core";
import { connectBacklight } from "../backlight.js";
import { tell } from "../excursions.js";
import { connectFourWire } from "../four-wire.js";
import { declareSupply } from "../power.js";
import { AFTER_RESET, execute, initialState, panelOf, store, type Pcd8544State } from "./controller.js";

const LEAST_VOLTS = 2.7;

const hex = (byte: number): string => `${byte.toString(16).toUpperCase().padStart(2, "0")}h`;

function connect(ctx: DeviceContext<Pcd8544State>): void {
  const ram = ctx.output("lcdram", "pixels");
  const panel = ctx.output("panel", "pixels");
  ram.write(0, ctx.state.ram.slice());
  panel.write(0, (ctx.state.recorded = panelOf(ctx.state)));
  connectBacklight(ctx, "BL");
  const record = (): void => {
    const { state } = ctx;
    if (state.dirty) ram.write(state.dirty[0], state.ram.slice(state.dirty[0], state.dirty[1] + 1));
    state.dirty = undefined;
    const now = panelOf(state);
    if (now.some((byte, index) => byte !== state.recorded[index])) panel.write(0, (state.recorded = now));
  };
  const supply = declareSupply(ctx, LEAST_VOLTS, () => {
    const powered = supply.volts > 0;
    if (powered === ctx.state.powered) return;
    // RST may be low from the beginning.
    Object.assign(ctx.state, AFTER_RESET, { powered, wasReset: powered && ctx.pin("RST").level === 0 });
    record();
  });
  const names = { sck: "CLK", mosi: "DIN", cs: "CE", dc: "DC", rst: "RST" };
  connectFourWire(ctx, names, {
    works: () => {
      const { powered, wasReset } = ctx.state;
      tell(ctx, "no-power", !powered, "it is written to, but there is no supply between VCC and GND");
      tell(ctx, "no-reset", powered && !wasReset, "it is written to before RST was low: a real display may stay dark");
      return powered;
    },
    command: (bytes) => {
      for (const byte of bytes) {
        const wrong = execute(ctx.state, byte);
        if (wrong)
          ctx.fault(wrong.startsWith("is none") ? "unknown-command" : "invalid-command", `${hex(byte)}: ${wrong}`);
      }
      record();
    },
    data: (bytes) => {
      for (const byte of bytes) store(ctx.state, byte);
      record();
      return undefined;
    },
    reset: () => {
      Object.assign(ctx.state, AFTER_RESET, { wasReset: ctx.state.powered });
      record();
    },
  });
}

const PINS = ["RST", "CE", "DC", "DIN", "CLK", "VCC", "BL", "GND"];
/** The same at the other edge; Wokwi's board has some of these names with a blank at the end. */
const others = (pin: string): string[] => [`${pin}.2`, `${pin}.2 `];
const ROLES: Readonly<Record<string, PinRole>> = {
  ...{ VCC: "power", GND: "ground" },
  ...{ CLK: "input", DIN: "input", DC: "input" },
};

const define = (type: string, both: boolean): DeviceDefinition =>
  defineDevice<Pcd8544State>({
    type,
    pins: PINS.flatMap((pin) => [pin, ...(both ? others(pin) : [])]),
    joined: both ? PINS.map((pin) => [pin, ...others(pin)]) : [],
    roles: Object.fromEntries(
      Object.entries(ROLES).flatMap(([pin, role]) => [pin, ...(both ? others(pin) : [])].map((name) => [name, role])),
    ),
    attributes: [],
    createState: initialState,
    connect,
  });

export const nokiaDisplays: readonly DeviceDefinition[] = [
  define("wokwi-nokia-5110-screen", false),
  define("board-nokia-5110", true),
];

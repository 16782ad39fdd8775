/** A display's controller with its glass: power, contrast, backlight, and what is recorded of it. */
import type { DeviceContext } from "@tickless/sim-core";
import { choiceAttribute } from "../attributes.js";
import { declareSupply, type Supply } from "../power.js";
import { enableFalls, startReading, type Lines } from "./controller.js";
import { LCD_REGISTER_BYTES, lcdRegisters, type LcdModule } from "./render.js";
import { BLINK, resetState, type Hd44780State } from "./state.js";

/** The least supply of the controller, volts. */
const LEAST_VOLTS = 2.7;
/** Volts across the glass at which dots appear, and at which they are dark (typical 5 V module with 1/16 duty). */
const FAINT_VOLTS = 2.8;
const DARK_VOLTS = 4.2;
/** From here on the other dots can be seen as well; at so much more they are dark. */
const SHADE_VOLTS = 4.6;
const SHADE_RANGE = 2;
/** Volts between supply and V0 that a trimmer is set to. */
export const TRIMMED_VOLTS = 4.5;
/** Less contrast than this is reported. */
const LEGIBLE = 0.5;

export interface LcdState {
  readonly controller: Hd44780State;
  powered: boolean;
  /** The level of E; whether the data lines are driven; and of the backpack all its outputs. */
  enable: boolean;
  driving: boolean;
  port: number;
  /** The blinking block is shown just now. */
  block: boolean;
  /** What was reported: nothing drives R/W; the characters cannot be read. */
  open: boolean;
  illegible: boolean;
  recorded: Uint8Array;
}

export type LcdContext = DeviceContext<LcdState>;

export const lcdState = (): LcdState => ({
  controller: resetState(0),
  powered: false,
  enable: false,
  driving: false,
  port: 0xff,
  block: false,
  open: false,
  illegible: false,
  recorded: new Uint8Array(LCD_REGISTER_BYTES),
});

/** What differs between a display with its own pins and one with a backpack. */
export interface Surface {
  readonly supply: readonly [plus: string, minus: string];
  /** Volts at V0, of this supply; undefined: nothing is there. */
  contrastVolts(supply: number): number | undefined;
  /** 0 to 1. */
  backlight(supply: number): number;
  powerChanged(volts: number): void;
}

export interface LcdModel {
  readonly supply: Supply;
  enableFalls(lines: Lines): void;
  startReading(rs: boolean): number;
  /** Records what has changed of contrast and light. */
  refresh(): void;
}

export function declareModel(ctx: LcdContext, [columns, rows]: readonly [number, number], surface: Surface): LcdModel {
  const rom = choiceAttribute(ctx, "variant", ["A00", "A02"], "A00");
  const tracks = { ddram: ctx.output("ddram", "pixels"), cgram: ctx.output("cgram", "pixels") };
  const registers = ctx.output("registers", "pixels");
  const blink = ctx.timer(() => {
    ctx.state.block = !ctx.state.block;
    refresh();
  });
  const refresh = (): void => {
    const { state } = ctx;
    const volts = state.powered ? supply.volts : 0;
    const v0 = volts > 0 ? surface.contrastVolts(volts) : undefined;
    const across = v0 === undefined ? Math.min(volts, TRIMMED_VOLTS) : volts - v0;
    const contrast = Math.min(1, Math.max(0, (across - FAINT_VOLTS) / (DARK_VOLTS - FAINT_VOLTS)));
    checkContrast(ctx, contrast, across, v0);
    if (!state.controller.blink) {
      blink.stop();
      state.block = false;
    } else if (!blink.pending) blink.start(BLINK);
    record({ contrast, shade: (across - SHADE_VOLTS) / SHADE_RANGE, backlight: surface.backlight(volts) });
  };
  const record = (seen: Pick<LcdModule, "contrast" | "shade" | "backlight">): void => {
    const { state } = ctx;
    const { powered, block } = state;
    const now = lcdRegisters(state.controller, { columns, rows, rom, powered, block, ...seen });
    if (now.every((byte, index) => byte === state.recorded[index])) return;
    registers.write(0, now);
    state.recorded = now;
  };
  const reset = (powered: boolean): void => {
    Object.assign(ctx.state, { powered, controller: resetState(ctx.now), port: 0xff, block: false });
    tracks.ddram.write(0, ctx.state.controller.ddram.slice());
    tracks.cgram.write(0, ctx.state.controller.cgram.slice());
  };
  const supply = declareSupply(
    ctx,
    LEAST_VOLTS,
    () => {
      const powered = supply.volts > 0;
      if (powered !== ctx.state.powered) reset(powered);
      surface.powerChanged(supply.volts);
      refresh();
    },
    surface.supply,
  );
  reset(false);
  record({ contrast: 0, shade: 0, backlight: 0 });
  const around = {
    get now() {
      return ctx.now;
    },
    fault: (kind: string, message: string) => ctx.fault(kind, message),
    changed: (memory: keyof typeof tracks, address: number, bytes: Uint8Array) => tracks[memory].write(address, bytes),
  };
  return {
    supply,
    enableFalls: (lines) => {
      enableFalls(ctx.state.controller, lines, around);
      // Half a byte changes nothing.
      if (ctx.state.controller.half < 0) refresh();
    },
    startReading: (rs) => startReading(ctx.state.controller, rs, ctx.now),
    refresh,
  };
}

/** A display that is on and cannot be read, or could not on a table, is reported, once. */
function checkContrast(ctx: LcdContext, contrast: number, volts: number, v0: number | undefined): void {
  const isOpen = v0 === undefined;
  const illegible = ctx.state.powered && ctx.state.controller.on && (isOpen || contrast < LEGIBLE);
  if (illegible && !ctx.state.illegible) {
    const where = `there are ${volts.toFixed(1)} V between supply and V0, a 5 V module needs about ${TRIMMED_VOLTS} V`;
    const look = contrast > 0 ? "hardly" : "not";
    const open = "V0 is not connected: a real display would show nothing (wire it to a potentiometer, or by 1k to GND)";
    ctx.fault("low-contrast", isOpen ? open : `the characters are ${look} to be seen: ${where}`);
  }
  ctx.state.illegible = illegible;
}

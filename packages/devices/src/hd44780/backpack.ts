/** A character display on I2C: a PCF8574 drives its pins, four of them data. */
import { addressAttribute, pullUp } from "../i2c-lines.js";
import { PCF8574_ADDRESSES, PCF8574_HINT } from "../pcf8574.js";
import { declareModel, TRIMMED_VOLTS, type LcdContext } from "./module.js";

/* P0 RS, P1 R/W, P2 E, P3 backlight, P4 to P7 D4 to D7. */
const RS = 0x01;
const RW = 0x02;
const ENABLE = 0x04;
const BACKLIGHT = 0x08;
const DATA = 0xf0;
/** D0 to D3 are open: the controller pulls them up. */
const OPEN = 0x0f;

/** The backlight's LED begins to shine here, and is fully lit at 5 V. */
const BACKLIGHT_KNEE = 2.8;

const DEFAULT_ADDRESS = 0x27;

export function connectBackpack(ctx: LcdContext, size: readonly [number, number]): void {
  const address = addressAttribute(ctx, PCF8574_ADDRESSES, DEFAULT_ADDRESS, PCF8574_HINT);
  const [scl, sda] = [ctx.pin("SCL"), ctx.pin("SDA")];
  const model = declareModel(ctx, size, {
    supply: ["VCC", "GND"],
    // As far as the supply allows.
    contrastVolts: (supply) => Math.max(0, supply - TRIMMED_VOLTS),
    backlight: (supply) => (ctx.state.port & BACKLIGHT ? (supply - BACKLIGHT_KNEE) / (5 - BACKLIGHT_KNEE) : 0),
    powerChanged: (volts) => pullUp([scl, sda], volts),
  });
  ctx.i2cTarget(scl, sda, {
    matches: (candidate) => candidate === address && ctx.state.powered,
    write: (byte) => {
      const before = ctx.state.port;
      ctx.state.port = byte;
      const rises = (byte & ~before & ENABLE) !== 0;
      if (rises && byte & RW) model.startReading((byte & RS) !== 0);
      // Its outputs change together: at the edge the controller still has what there was before.
      const lines = { rs: (before & RS) !== 0, rw: (before & RW) !== 0, data: (before & DATA) | OPEN };
      if (before & ~byte & ENABLE) model.enableFalls(lines);
      else if ((before ^ byte) & BACKLIGHT) model.refresh();
      return true;
    },
    read: () => {
      const { port } = ctx.state;
      const drives = (port & ENABLE) !== 0 && (port & RW) !== 0;
      // A high output is but a weak pull-up, so that the controller wins.
      return drives ? port & (model.startReading((port & RS) !== 0) | OPEN) : port;
    },
  });
}

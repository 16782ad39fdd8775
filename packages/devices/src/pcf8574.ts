/**
 * Eight more pins on I2C: a module with a PCF8574, `board-pcf8574`. Wokwi has none; its name is as of other modules.
 *
 * Pins: VCC, GND, SCL and SDA with pull-ups, INT (open drain), P0 to P7.
 * Source: NXP PCF8574 data sheet rev 5: a byte written goes to the pins, a byte read is what they are. A high pin is but a pull-up of
 *   100 µA, so that it can be an input; a low one takes 25 mA at 1 V. All are high at power-on. INT is low from when an input changes
 *   until it is as before, or until the next read or write.
 *
 * Attributes: i2cAddress 0x20 (default) to 0x27, or 0x38 to 0x3f (PCF8574A).
 * Outputs: `outputs` 0 to 255, what was written. Below 2.5 V it does not answer, lets go of its pins and forgets everything.
 *
 * Not modelled: the short strong pull-up when a pin goes high, 4 µs from an input to INT, address pins (the attribute is them).
 */
import { defineDevice, HIGH_Z, pull, strong, type DeviceContext } from "@tickless/sim-core";
import { ADDRESS_ATTRIBUTES, addressAttribute, pullUp } from "./i2c-lines.js";
import { declareSupply } from "./power.js";

const LEAST_VOLTS = 2.5;
const PULL_UP_AMPERES = 100e-6;
const OUTPUT_OHMS = 40;
const PORTS = ["P0", "P1", "P2", "P3", "P4", "P5", "P6", "P7"] as const;
const eight = (first: number): number[] => PORTS.map((_, index) => first + index);
/** PCF8574 and PCF8574A. */
export const PCF8574_ADDRESSES = [...eight(0x20), ...eight(0x38)];
export const PCF8574_HINT = "a PCF8574 has 0x20 to 0x27, a PCF8574A 0x38 to 0x3f";
const ALL_HIGH = 0xff;

interface PortState {
  powered: boolean;
  outputs: number;
  /** What the pins were at the last read or write. */
  known: number;
}

function connect(ctx: DeviceContext<PortState>): void {
  const address = addressAttribute(ctx, PCF8574_ADDRESSES, 0x20, PCF8574_HINT);
  const [scl, sda, int] = [ctx.pin("SCL"), ctx.pin("SDA"), ctx.pin("INT")];
  const ports = PORTS.map((name) => ctx.pin(name));
  const output = ctx.output("outputs", "output");
  output.write(ALL_HIGH);
  const levels = (): number => ports.reduce((byte, pin, bit) => byte | (pin.read() << bit), 0);
  const tell = (): void => {
    int.set(ctx.state.powered && levels() !== ctx.state.known ? strong(0, OUTPUT_OHMS) : HIGH_Z);
  };
  const know = (): void => {
    ctx.state.known = levels();
    tell();
  };
  const put = (byte: number): void => {
    if (byte !== ctx.state.outputs) output.write(byte);
    ctx.state.outputs = byte;
    const { volts } = supply;
    ports.forEach((pin, bit) => {
      const high = (byte >> bit) & 1;
      pin.set(volts === 0 ? HIGH_Z : high ? pull(volts, volts / PULL_UP_AMPERES) : strong(0, OUTPUT_OHMS));
    });
  };
  const supply = declareSupply(ctx, LEAST_VOLTS, () => {
    const powered = supply.volts > 0;
    const fresh = powered !== ctx.state.powered;
    ctx.state.powered = powered;
    for (const watch of watches) watch.active = powered;
    put(fresh ? ALL_HIGH : ctx.state.outputs);
    pullUp([scl, sda], supply.volts);
    if (fresh) know();
  });
  const watches = ports.map((pin) => ctx.watchLevel(pin, tell));
  for (const watch of watches) watch.active = false;
  ctx.i2cTarget(scl, sda, {
    matches: (candidate) => candidate === address && ctx.state.powered,
    write: (byte) => {
      put(byte);
      know();
      return true;
    },
    read: () => {
      know();
      return ctx.state.known;
    },
  });
}

export const pcf8574 = defineDevice<PortState>({
  type: "board-pcf8574",
  pins: ["VCC", "GND", "SDA", "SCL", "INT", ...PORTS],
  roles: { INT: "open-drain" },
  pullUps: ["SCL", "SDA"],
  attributes: ADDRESS_ATTRIBUTES,
  createState: () => ({ powered: false, outputs: ALL_HIGH, known: ALL_HIGH }),
  connect,
});

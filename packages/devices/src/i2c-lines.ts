/** The lines of an I2C module: its pull-ups, and the address that it answers to. */
import { HIGH_Z, pull, type DeviceContext, type Pin } from "@tickless/sim-core";
import { textAttribute } from "./attributes.js";

/** Usual on modules: 4.7 kilohm from each line to the supply. */
const PULL_UP_OHMS = 4700;

/** Pulls lines up to the module's supply; 0 V: it is not fed, and lets go. */
export function pullUp(lines: readonly Pin[], volts: number): void {
  for (const line of lines) line.set(volts > 0 ? pull(volts, PULL_UP_OHMS) : HIGH_Z);
}

/** The address as diagrams have it, under either name. */
export const ADDRESS_ATTRIBUTES = ["i2cAddress", "i2c-address"];

/** Those that targets can have; the others are reserved. */
const [LOWEST, HIGHEST] = [0x08, 0x77];

/** The address that is set. One that the real part cannot have is told, and is the part's all the same; what is none is `fallback`. */
export function addressAttribute(
  ctx: Pick<DeviceContext<unknown>, "attributes" | "warn">,
  addresses: readonly number[],
  fallback: number,
  hint: string,
): number {
  const [name = "", other = ""] = ADDRESS_ATTRIBUTES;
  const text = textAttribute(ctx.attributes, name, textAttribute(ctx.attributes, other));
  const address = text === "" ? fallback : Number(text);
  if (addresses.includes(address)) return address;
  if (Number.isInteger(address) && address >= LOWEST && address <= HIGHEST) {
    ctx.warn(`the I2C address is '${text}', which a real one cannot have`, hint);
    return address;
  }
  ctx.warn(`the I2C address is '${text}', taken for 0x${fallback.toString(16)}`, hint);
  return fallback;
}

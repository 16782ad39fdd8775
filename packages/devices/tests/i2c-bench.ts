import type { Nanos } from "@tickless/sim-core";
import { bench, type Bench } from "./bench.js";

/** A part on I2C between a supply and ground, and a controller's transfers. `wires`: more of them, to probes. */
export function onI2c(
  [type, attributes]: readonly [string, Record<string, unknown>],
  address: number,
  { vcc = "VCC", volts = 5, wires = [] }: { vcc?: string; volts?: number; wires?: readonly string[] } = {},
) {
  const probes = wires.map((wire) => /(\w+):P$/.exec(wire)?.[1] ?? "");
  const b: Bench = bench(
    {
      part: [type, attributes],
      v: ["wokwi-vcc", { voltage: String(volts) }],
      gnd: "wokwi-gnd",
      ...Object.fromEntries(probes.map((id) => [id, "probe"])),
    },
    [`part:${vcc} v:VCC`, "part:GND gnd:GND", ...wires],
  );
  b.sim.runUntil(1);
  const write = (...bytes: number[]): void => {
    const target = b.target(address);
    target.start?.(false);
    for (const byte of bytes) target.write(byte);
    target.stop?.();
  };
  const read = (register: number, count: number): number[] => {
    const target = b.target(address);
    target.start?.(false);
    target.write(register);
    target.stop?.();
    target.start?.(true);
    const bytes = Array.from({ length: count }, (_, index) => target.read(index === count - 1));
    target.stop?.();
    return bytes;
  };
  const wait = (time: Nanos): void => void b.sim.runUntil(b.sim.now + time);
  return { ...b, write, read, wait, faults: () => b.faults("part") };
}

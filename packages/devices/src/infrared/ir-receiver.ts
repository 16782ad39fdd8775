/**
 * Infrared receiver module `wokwi-ir-receiver` for a carrier of 38 kHz, such as VS1838B.
 *
 * Pins: VCC, GND; DAT, pulled to VCC inside by 30 kilohm, low while the carrier is received.
 * Source: Vishay TSOP38238 data sheet (2.5 to 5.5 V, output active low, internal pull-up 30 kilohm, 0.2 V at most at 0.5 mA).
 *
 * Controls: none of its own: it receives what a `wokwi-ir-remote` sends. Two that send at once are received as one light.
 * Outputs: `receiving` 1 while it sees the carrier and is fed. Without 2.5 V DAT lets go.
 *
 * Not modelled: the some 300 µs by which the output is late, and by which its pulses are longer or shorter; its gain control, that
 * drops signals that go on for too long; noise from lamps; distance and direction.
 */
import { defineDevice, HIGH_Z, pull, strong, type DeviceContext } from "@tickless/sim-core";
import { declareSupply } from "../power.js";

const LEAST_VOLTS = 2.5;
const PULL_OHMS = 30_000;
const OUTPUT_OHMS = 100;

interface ReceiverState {
  /** Lamps that send just now. */
  lamps: number;
  receiving: 0 | 1;
}

function connect(ctx: DeviceContext<ReceiverState>): void {
  const data = ctx.pin("DAT");
  const output = ctx.output("receiving", "output");
  output.write(0);
  const settle = (): void => {
    const { volts } = supply;
    const receiving = volts > 0 && ctx.state.lamps > 0 ? 1 : 0;
    data.set(volts === 0 ? HIGH_Z : receiving ? strong(0, OUTPUT_OHMS) : pull(volts, PULL_OHMS));
    if (receiving !== ctx.state.receiving) output.write(receiving);
    ctx.state.receiving = receiving;
  };
  const supply = declareSupply(ctx, LEAST_VOLTS, settle);
  ctx.infraredReceiver((lit) => {
    ctx.state.lamps += lit ? 1 : -1;
    settle();
  });
}

export const irReceiver = defineDevice<ReceiverState>({
  type: "wokwi-ir-receiver",
  pins: ["VCC", "DAT", "GND"],
  roles: { DAT: "open-drain" },
  pullUps: ["DAT"],
  attributes: [],
  createState: () => ({ lamps: 0, receiving: 0 }),
  connect,
});

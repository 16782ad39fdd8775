/**
 * Analog multiplexer module `board-cd74hc4067`: one of 16 channels is joined to a common pin, both ways.
 *
 * Pins: VCC, GND; COM; I0 to I15; S0 to S3, the channel's number, S0 the lowest bit; EN, pulled to GND on the module by 10 kilohm: high opens all.
 * Source: TI CD74HC4067 data sheet SCHS209D (on-resistance 70 ohm typically at 4.5 V; 2 to 6 V; break before make).
 *
 * Attributes: none. Outputs: `channel` 0 to 15, -1 while none is joined. Below 2 V of supply all are open.
 * Faults: `floating-input`: one of S0 to S3 is not driven; it counts as what it was last.
 *
 * Not modelled: resistance that depends on voltage and supply, leakage, charge and bandwidth; voltages outside of the supply; the delay of some 10 ns.
 */
import { defineDevice, pull, type DeviceContext } from "@tickless/sim-core";
import { tell, type Excursions } from "./excursions.js";
import { declareSupply } from "./power.js";

const ON_OHMS = 70;
const EN_OHMS = 10_000;
const LEAST_VOLTS = 2;
const NONE = -1;
export const CHANNELS: readonly string[] = Array.from({ length: 16 }, (_, index) => `I${index}`);
const SELECT = ["S0", "S1", "S2", "S3"];

interface MuxState {
  channel: number;
  told: Excursions;
}

function connect(ctx: DeviceContext<MuxState>): void {
  const links = CHANNELS.map((name) => ctx.link(name, "COM"));
  const select = SELECT.map((name) => ctx.pin(name));
  const enable = ctx.pin("EN");
  const output = ctx.output("channel", "output");
  output.write(NONE);
  const settle = (): void => {
    const powered = supply.volts > 0;
    const open = select.filter(({ level }) => level > 1).map(({ name }) => name);
    tell(ctx, "floating-input", powered && open.length > 0, `${open.join(", ")} is not driven`);
    const number = select.reduce((bits, pin, index) => bits | (pin.read() << index), 0);
    const channel = powered && enable.read() === 0 ? number : NONE;
    const { channel: before } = ctx.state;
    if (channel === before) return;
    ctx.state.channel = channel;
    links[before]?.set(Infinity);
    links[channel]?.set(ON_OHMS);
    output.write(channel);
  };
  enable.set(pull(0, EN_OHMS));
  const supply = declareSupply(ctx, LEAST_VOLTS, settle);
  for (const pin of [...select, enable]) ctx.watchLevel(pin, settle);
}

export const multiplexer16 = defineDevice<MuxState>({
  type: "board-cd74hc4067",
  pins: ["VCC", "GND", "COM", ...CHANNELS, ...SELECT, "EN"],
  roles: { ...Object.fromEntries([...SELECT, "EN"].map((name) => [name, "input" as const])) },
  pullDowns: ["EN"],
  attributes: [],
  createState: () => ({ channel: NONE, told: [] }),
  connect,
});

/** A character display by its own sixteen pins. */
import { HIGH_Z, pull, strong, type Pin } from "@tickless/sim-core";
import { lightBetween } from "../light.js";
import { declareModel, type LcdContext } from "./module.js";

/** Pull-ups of the controller at RS, R/W and D0 to D7: 125 µA at 5 V (data sheet). */
const PULL_UP_OHMS = 40_000;
/** An output: 0.4 V at 1.2 mA. */
const OUTPUT_OHMS = 330;
/** The backlight: two white LEDs side by side behind the 100 ohm that modules have; fully lit at 15 mA. */
const BACKLIGHT = { knee: 2.8, ohms: 10 };
const SERIES_OHMS = 90;
const FULL_AMPERES = 0.015;

const DATA = ["D0", "D1", "D2", "D3", "D4", "D5", "D6", "D7"] as const;

const light = (pin: Pin) => ({ ...pin.thevenin(), pwm: pin.state.pwm });

const levelOf = (pin: Pin): boolean => pin.read() === 1;

export function connectParallel(ctx: LcdContext, size: readonly [number, number]): void {
  const [rs, rw, enable] = [ctx.pin("RS"), ctx.pin("RW"), ctx.pin("E")];
  const data = DATA.map((name) => ctx.pin(name));
  const [v0, ground, anode, cathode] = [ctx.pin("V0"), ctx.pin("VSS"), ctx.pin("A"), ctx.pin("K")];
  const rest = (): void => {
    const volts = model.supply.volts;
    for (const pin of [rs, rw, ...data]) pin.set(volts > 0 ? pull(volts, PULL_UP_OHMS) : HIGH_Z);
  };
  const model = declareModel(ctx, size, {
    supply: ["VDD", "VSS"],
    contrastVolts: () => {
      const { ohms, volts } = v0.thevenin();
      const { pwm } = v0.state;
      const share = pwm ? pwm.highNs / pwm.periodNs : 1;
      return ohms === Infinity ? undefined : volts * share - ground.thevenin().volts;
    },
    backlight: () => {
      const { average } = lightBetween(light(anode), light(cathode), BACKLIGHT, SERIES_OHMS);
      return Math.min(1, average / FULL_AMPERES);
    },
    powerChanged: (volts) => {
      edges.active = volts > 0;
      ctx.state.enable = enable.read() === 1;
      rest();
    },
  });
  for (const pin of [v0, anode, cathode]) ctx.watchState(pin, () => model.refresh());
  const edges = ctx.watchLevel(enable, () => {
    const high = enable.read() === 1;
    if (high === ctx.state.enable) return;
    ctx.state.enable = high;
    const reads = levelOf(rw);
    if (high && reads) checkOpen(ctx, rw);
    if (high && reads) return drive(model.startReading(levelOf(rs)), model.supply.volts);
    if (high) return;
    const byte = data.reduce((sum, pin, bit) => sum | (Number(levelOf(pin)) << bit), 0);
    model.enableFalls({ rs: levelOf(rs), rw: reads, data: byte });
    if (ctx.state.driving) rest();
    ctx.state.driving = false;
  });
  const drive = (byte: number, volts: number): void => {
    ctx.state.driving = true;
    data.forEach((pin, bit) => {
      if (ctx.state.controller.eightBit || bit >= 4) pin.set(strong((byte >> bit) & 1 ? volts : 0, OUTPUT_OHMS));
    });
  };
  edges.active = false;
}

/** Nothing but the pull-up makes R/W high: reported once. */
function checkOpen(ctx: LcdContext, rw: Pin): void {
  if (ctx.state.open || rw.thevenin().ohms < PULL_UP_OHMS * 0.9) return;
  ctx.state.open = true;
  ctx.fault(
    "open-input",
    "RW is open: the display pulls it up, so that it takes everything for a read; wire it to GND",
  );
}

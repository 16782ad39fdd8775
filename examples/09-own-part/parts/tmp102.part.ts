/**
 * Thermometer TMP102 on a breakout board.
 *
 * Pins: VCC, GND; SDA, SCL and ALERT (open drain, low when it is too hot), each with 4.7 kilohm to VCC on the board.
 * Source: Texas Instruments SBOS397 (registers and ALERT: 7.3 and 7.5; supply and conversion time: 6.5).
 * Controls: `temperature`. Outputs: `measured`, °C, by the last conversion; `alert`, 1 when it is too hot.
 *
 * Not modelled: shutdown, one-shot, extended and interrupt mode, the fault queue, other rates than four times a second.
 */
import { declareSupply, definePart, HIGH_Z, ms, numberAttribute, pull, pullUp, strong } from "tickless/part";
import { face } from "./tmp102-face.js";

const ADDRESS = 0x48;
const DEGREES_PER_STEP = 0.0625;
const PULL_UP_OHMS = 4700;
const RANGE = { min: -40, max: 125 };
const [TEMPERATURE, LOW, HIGH] = [0, 2, 3];
/** Temperature, configuration, lower limit (75 °C) and upper limit (80 °C). */
const AT_POWER_ON = [0, 0x60a0, 0x4b00, 0x5000];

const wordOf = (celsius: number): number => (Math.round(celsius / DEGREES_PER_STEP) << 4) & 0xffff;
/** The upper twelve bits of a register, two's complement. */
const celsiusOf = (word = 0): number => ((word << 16) >> 20) * DEGREES_PER_STEP;

export default definePart({
  type: "tmp102",
  label: "Thermometer TMP102",
  pins: ["VCC", "GND", "SDA", "SCL", "ALERT"],
  roles: { ALERT: "open-drain" },
  pullUps: ["SDA", "SCL", "ALERT"],
  attributes: [{ name: "temperature", label: "Temperature", input: "number", unit: "°C", fallback: "21" }],
  face,

  createState: () => ({ celsius: 0, registers: [...AT_POWER_ON], pointer: 0, byte: 0, alert: 0 }),

  connect(ctx) {
    const [scl, sda, alert] = [ctx.pin("SCL"), ctx.pin("SDA"), ctx.pin("ALERT")];
    const [measured, tooHot] = [ctx.output("measured", "output"), ctx.output("alert", "output")];

    const show = (): void => {
      const { registers } = ctx.state;
      measured.write(celsiusOf(registers[TEMPERATURE]));
      tooHot.write(ctx.state.alert);
      alert.set(ctx.state.alert === 1 ? strong(0) : supply.volts > 0 ? pull(supply.volts, PULL_UP_OHMS) : HIGH_Z);
    };
    const conversion = ctx.timer(() => {
      const { registers, celsius } = ctx.state;
      registers[TEMPERATURE] = wordOf(celsius);
      const found = celsiusOf(registers[TEMPERATURE]);
      if (found >= celsiusOf(registers[HIGH])) ctx.state.alert = 1;
      else if (found < celsiusOf(registers[LOW])) ctx.state.alert = 0;
      show();
      conversion.start(ms(250));
    });
    const supply = declareSupply(ctx, 1.4, () => {
      pullUp([scl, sda], supply.volts);
      if (supply.volts > 3.6) ctx.fault("over-voltage", `${supply.volts} V at VCC; the TMP102 takes 3.6 V at most`);
      if (supply.volts > 0 === conversion.pending) return;
      Object.assign(ctx.state, { registers: [...AT_POWER_ON], pointer: 0, alert: 0 });
      show();
      if (supply.volts > 0) conversion.start(ms(26));
      else conversion.stop();
    });

    const initial = numberAttribute(ctx, "temperature", { ...RANGE, fallback: 21 });
    ctx.state.celsius = initial;
    ctx.control("temperature", { ...RANGE, initial, unit: "°C" }, (celsius) => {
      ctx.state.celsius = celsius;
    });
    ctx.i2cTarget(scl, sda, {
      matches: (address) => address === ADDRESS && supply.volts > 0,
      start: (read) => {
        ctx.state.byte = read ? 1 : 0;
      },
      write: (byte) => {
        const { pointer, registers } = ctx.state;
        const before = registers[pointer] ?? 0;
        const at = ctx.state.byte++;
        if (at === 0) ctx.state.pointer = byte & 3;
        else if (pointer !== TEMPERATURE) {
          registers[pointer] = at % 2 === 1 ? (byte << 8) | (before & 0xff) : (before & 0xff00) | byte;
        }
        return true;
      },
      read: () => {
        const word = ctx.state.registers[ctx.state.pointer] ?? 0;
        return ctx.state.byte++ % 2 === 1 ? word >> 8 : word & 0xff;
      },
    });
  },
});

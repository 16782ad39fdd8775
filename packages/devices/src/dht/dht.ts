/**
 * Humidity and temperature sensors `wokwi-dht22` (AM2302) and `wokwi-dht11`, on modules with a pull-up.
 *
 * Pins: VCC, GND; SDA, the one data line, 10 kilohm to VCC; NC.
 * Source: Aosong AM2302 and DHT11 data sheets. Start: low for 1 ms (DHT11: 18 ms) and released. Answer: 80 µs low, 80 µs high, 40
 *   bits of 50 µs low and 26 (0) or 70 µs high (1), 50 µs low. Humidity, temperature, sum. At least 2 s (1 s) from one measurement
 *   to the next, as much after power-up before the first one. AM2302: -40 to 80 °C and 0 to 100 % in tenths; DHT11: 0 to 50 °C and 20
 *   to 90 % in whole numbers. What lies outside is told as the nearest of these.
 *   An answer is what was measured at the start signal before it, or while powering up: "read twice for a real-time value".
 *
 * Attributes: temperature (24) and humidity (40) at first; powerUp, seconds from power-up to the first answer (2; DHT11: 1): when it
 *   is given, they count from time 0 on, else the sensor is ready when the program starts.
 * Controls: `temperature` -40 to 80 °C, `humidity` 0 to 100 %.
 * Outputs: `answering` 1 while it drives the line.
 * Faults: `early-read` within 2 s (1 s) of the last measurement: the answer of before is given again, nothing is measured;
 *   `power-up`: a start signal too soon after power-up, no answer; `short-start`: too short to be noticed, no answer, or shorter
 *   than the data sheet asks for. Each once until a read is in order again.
 * Works from 3 V. Without supply it lets go of the line.
 *
 * Not modelled: noise and tolerance (±0.5 °C, ±2 %; DHT11 ±2 °C, ±5 %), the seconds it takes to follow, the AM2302's I2C-like mode.
 */
import {
  defineDevice,
  formatTime,
  HIGH_Z,
  ms,
  s,
  strong,
  type DeviceContext,
  type DeviceDefinition,
  type Nanos,
  type Pin,
} from "@tickless/sim-core";
import { numberAttribute, textAttribute } from "../attributes.js";
import { tell, type Excursions } from "../excursions.js";
import { declareSupply } from "../power.js";
import { answerOf, encodeTenths, encodeWhole, REACTION, stepLength, STEPS, type DhtFacts } from "./frame.js";

export const DHT22: DhtFacts = {
  powerUp: s(2),
  period: s(2),
  start: ms(1),
  leastStart: ms(0.8),
  temperature: { min: -40, max: 80 },
  humidity: { min: 0, max: 100 },
  encode: encodeTenths,
};
export const DHT11: DhtFacts = {
  powerUp: s(1),
  period: s(1),
  start: ms(18),
  // A clock that is some per cent fast is still heard.
  leastStart: ms(17),
  temperature: { min: 0, max: 50 },
  humidity: { min: 20, max: 90 },
  encode: encodeWhole,
};

const TEMPERATURE = { min: -40, max: 80, fallback: 24 };
const HUMIDITY = { min: 0, max: 100, fallback: 40 };
const LEAST_VOLTS = 3;
const PULL_UP_OHMS = 10_000;
const OUTPUT_OHMS = 50;
const NEVER_YET = -1;

interface DhtState {
  temperature: number;
  humidity: number;
  powered: boolean;
  /** When it was switched on, and when a start signal last began a measurement (or NEVER_YET). */
  poweredAt: Nanos;
  measuredAt: Nanos;
  /** The next answer, and the one that is being given. */
  latest: number[];
  frame: number[];
  /** Step of the answer; -1: none is being given. */
  step: number;
  /** When the line fell; -1: it is high. */
  fell: Nanos;
  told: Excursions;
}

type Context = DeviceContext<DhtState>;

class Sensor {
  private readonly line: Pin;
  private readonly timer;
  private readonly watch;
  private readonly answering;
  private readonly powerUp: Nanos;

  constructor(
    private readonly ctx: Context,
    private readonly facts: DhtFacts,
  ) {
    const { state } = ctx;
    this.line = ctx.pin("SDA");
    ctx.link("SDA", "VCC").set(PULL_UP_OHMS);
    this.answering = ctx.output("answering", "output");
    this.answering.write(0);
    this.timer = ctx.timer(() => this.nextStep());
    this.watch = ctx.watchLevel(this.line, () => this.edge());
    const supply = declareSupply(ctx, LEAST_VOLTS, () => this.supplyChanged(supply.volts > 0));
    this.powerUp = s(numberAttribute(ctx, "powerUp", { fallback: facts.powerUp / s(1), min: 0, max: 3600 }));
    state.temperature = numberAttribute(ctx, "temperature", TEMPERATURE);
    state.humidity = numberAttribute(ctx, "humidity", HUMIDITY);
    const { temperature, humidity } = state;
    ctx.control("temperature", { ...range(TEMPERATURE), initial: temperature, unit: "°C" }, (value) => {
      ctx.state.temperature = value;
      this.changed();
    });
    ctx.control("humidity", { ...range(HUMIDITY), initial: humidity, unit: "%" }, (value) => {
      ctx.state.humidity = value;
      this.changed();
    });
  }

  /** What changes before it is read for the first time is in the first answer. */
  private changed(): void {
    const { state } = this.ctx;
    if (state.powered && state.measuredAt === NEVER_YET) state.latest = answerOf(this.facts, state);
  }

  private supplyChanged(powered: boolean): void {
    const { state, now } = this.ctx;
    if (powered === state.powered) return;
    state.powered = powered;
    this.fall(-1);
    if (!powered) return this.fallSilent();
    // Time begins when the program does. A board takes its time to come to that, and the sensor has power since before.
    const since = textAttribute(this.ctx.attributes, "powerUp") === "" ? this.powerUp : 0;
    state.poweredAt = now === 0 ? -since : now;
    // Whoever has waited for it to power up need not wait again.
    state.measuredAt = NEVER_YET;
    state.latest = answerOf(this.facts, state);
  }

  private edge(): void {
    const { state, now } = this.ctx;
    if (!state.powered) return;
    if (this.line.read() === 0) return this.fall(now);
    const { fell } = state;
    this.fall(-1);
    if (fell >= 0 && this.accepts(now - fell)) this.begin();
  }

  private fall(at: Nanos): void {
    this.ctx.state.fell = at;
  }

  /** Whether a start signal of this length is answered; what is wrong with it is a fault. */
  private accepts(length: Nanos): boolean {
    const { state, now } = this.ctx;
    const { start, leastStart } = this.facts;
    const noticed = length >= leastStart;
    // Anything much shorter is no start signal at all.
    if (!noticed && length < leastStart / 10) return false;
    const effect = noticed ? "" : ": it does not answer";
    const asked = `the line was low for ${formatTime(length)}, the start signal takes ${formatTime(start)}${effect}`;
    tell(this.ctx, "short-start", length < start, asked);
    if (!noticed) return false;
    const since = now - state.poweredAt;
    const early = since < this.powerUp;
    const wait = formatTime(this.powerUp);
    tell(this.ctx, "power-up", early, `read ${formatTime(since)} after power-up, it answers from ${wait} on`);
    return !early;
  }

  private begin(): void {
    const { ctx, facts } = this;
    const { state } = ctx;
    const since = ctx.now - state.measuredAt;
    const early = state.measuredAt !== NEVER_YET && since < facts.period;
    state.frame = state.latest;
    const period = formatTime(facts.period);
    tell(
      ctx,
      "early-read",
      early,
      `read ${formatTime(since)} after the last measurement, it takes ${period}: it gives the same values again`,
    );
    if (!early) {
      state.measuredAt = ctx.now;
      state.latest = answerOf(facts, state);
    }
    state.step = 0;
    this.watch.active = false;
    this.answering.write(1);
    this.timer.start(REACTION);
  }

  /** The timer has fired: step `state.step` begins. */
  private nextStep(): void {
    const { state } = this.ctx;
    if (state.step === STEPS) return this.fallSilent();
    this.line.set(state.step % 2 === 0 ? strong(0, OUTPUT_OHMS) : HIGH_Z);
    this.timer.start(stepLength(state.frame, state.step));
    state.step++;
  }

  private fallSilent(): void {
    const { state } = this.ctx;
    this.timer.stop();
    this.line.set(HIGH_Z);
    if (state.step >= 0) this.answering.write(0);
    state.step = -1;
    this.watch.active = true;
  }
}

const range = ({ min, max }: { readonly min: number; readonly max: number }) => ({ min, max });

const define = (type: string, facts: DhtFacts): DeviceDefinition =>
  defineDevice<DhtState>({
    type,
    pins: ["VCC", "SDA", "NC", "GND"],
    roles: { SDA: "open-drain" },
    pullUps: ["SDA"],
    attributes: ["temperature", "humidity", "powerUp"],
    createState: () => ({
      ...{ temperature: 0, humidity: 0, powered: false, poweredAt: 0, measuredAt: NEVER_YET },
      ...{ latest: [], frame: [], step: -1, fell: -1, told: [] },
    }),
    connect: (ctx) => void new Sensor(ctx, facts),
  });

export const dhtSensors: readonly DeviceDefinition[] = [define("wokwi-dht22", DHT22), define("wokwi-dht11", DHT11)];

/**
 * Piezo buzzer without a driver `wokwi-buzzer`: it sounds at the frequency of what is between its pins, and not at all with a
 * constant voltage.
 *
 * Pins: 1 (minus), 2 (plus); it works either way round.
 * Source: Murata PKM13EPYH4000-A0 (external drive, square wave; capacitive: it takes next to no current).
 *
 * Attributes: volume 0.01 to 1 (default 1); mode ("smooth" or "accurate"): no difference here.
 * Outputs
 *   frequency  Hz; 0 when nothing is to be heard. A pulse train's at once; of edges that a program makes one by one, that of the
 *              last period, and 0 again when the next edge is late.
 *   loudness   0 to 1: the fundamental's amplitude relative to a square wave of 3.3 V and 50 % duty, times the volume.
 * What is outside of 20 Hz to 20 kHz is not heard.
 *
 * Not modelled: the resonance (real ones are loudest near 4 kHz); overtones; clicks when a constant voltage changes.
 */
import { cos, sin } from "@tickless/sim-core/exact-math";
import {
  defineDevice,
  dutyOf,
  ms,
  toggles,
  us,
  type DeviceContext,
  type Nanos,
  type Pin,
  type PwmSignal,
} from "@tickless/sim-core";
import { choiceAttribute, numberAttribute } from "./attributes.js";

const LONGEST: Nanos = ms(50);
const SHORTEST: Nanos = us(50);
const FULL_VOLTS = 3.3;
/** A difference of volts that counts as an edge. */
const EDGE_VOLTS = 1;
/** Periods of edges made by a program vary; less than this is not told. */
const TOLD = 0.003;

interface BuzzerState {
  /** Of edges made one by one: whether the voltage is high, when it rose, and how long it was high before it fell. */
  high: boolean;
  rise: Nanos;
  highNs: Nanos;
  /** Whether a pulse train makes the sound. */
  train: boolean;
  frequency: number;
  loudness: number;
}

type Context = DeviceContext<BuzzerState>;
/** `volts` of a square wave of this duty. */
type Sound = (hertz: number, volts: number, duty: number) => void;

function connect(ctx: Context): void {
  const volume = numberAttribute(ctx, "volume", { fallback: 1, min: 0.01, max: 1 });
  choiceAttribute(ctx, "mode", ["smooth", "accurate"], "smooth");
  const [minus, plus] = [ctx.pin("1"), ctx.pin("2")];
  const frequency = ctx.output("frequency", "output");
  const loudness = ctx.output("loudness", "output");
  frequency.write(0);
  loudness.write(0);

  const sound: Sound = (hertz, volts, duty) => {
    const { state } = ctx;
    const level = Math.round(1000 * volume * Math.min(1, (sin(Math.PI * duty) * volts) / FULL_VOLTS)) / 1000;
    const told = level > 0 ? Math.round(hertz * 100) / 100 : 0;
    if (Math.abs(told - state.frequency) > TOLD * state.frequency) frequency.write((state.frequency = told));
    if (Math.abs(level - state.loudness) > TOLD || (level === 0) !== (state.loudness === 0)) {
      loudness.write((state.loudness = level));
    }
  };
  const silence = ctx.timer(() => sound(0, 0, 0));
  const changed = (): void => {
    const tone = toneBetween(minus, plus);
    if (tone) {
      silence.stop();
      const heard = tone.periodNs <= LONGEST && tone.periodNs >= SHORTEST;
      sound(1e9 / tone.periodNs, heard ? tone.volts : 0, 0.5);
    } else {
      if (ctx.state.train) sound(0, 0, 0);
      const period = periodEnds(ctx, voltsBetween(minus, plus), sound);
      if (period > 0) silence.start(Math.min(LONGEST, 2 * period));
    }
    ctx.state.train = tone !== undefined;
  };
  ctx.watchState(minus, changed);
  ctx.watchState(plus, changed);
}

/** Takes a voltage that a program switches. With a rise that ends a period it makes the sound; returns the period, or 0. */
function periodEnds({ state, now }: Context, volts: number, sound: Sound): Nanos {
  const high = Math.abs(volts) > EDGE_VOLTS;
  if (high === state.high) return 0;
  state.high = high;
  if (!high) {
    state.highNs = now - state.rise;
    return 0;
  }
  const period = now - state.rise;
  state.rise = now;
  if (!(period >= SHORTEST && period <= LONGEST)) return 0;
  sound(1e9 / period, Math.abs(volts), state.highNs / period);
  return period;
}

const voltsOf = (pin: Pin): number => (pin.thevenin().ohms < Infinity ? pin.state.volts : NaN);

/** 0 when a wire is missing. */
function voltsBetween(minus: Pin, plus: Pin): number {
  const volts = voltsOf(plus) - voltsOf(minus);
  return Number.isNaN(volts) ? 0 : volts;
}

/** The fundamental of what pulse trains make of the voltage: `volts` of a square wave of 50 % that is as loud. */
function toneBetween(minus: Pin, plus: Pin): { periodNs: number; volts: number } | undefined {
  const [a, b] = [trainOf(minus), trainOf(plus)];
  const train = b ?? a;
  if (!train) return undefined;
  const other = b ? minus : plus;
  // The other wire may be missing: then no current flows.
  if (Number.isNaN(voltsOf(other))) return { periodNs: train.periodNs, volts: 0 };
  const own = phasor(train, (b ? plus : minus).state.volts);
  const against = a && b && a.periodNs === b.periodNs ? phasor(a, minus.state.volts) : [0, 0];
  return { periodNs: train.periodNs, volts: Math.hypot(own[0] - (against[0] ?? 0), own[1] - (against[1] ?? 0)) };
}

function trainOf(pin: Pin): PwmSignal | undefined {
  const { pwm } = pin.state;
  return pwm && toggles(pwm) ? pwm : undefined;
}

function phasor(train: PwmSignal, volts: number): readonly [number, number] {
  const amplitude = volts * sin(Math.PI * dutyOf(train));
  const phase = (2 * Math.PI * ((train.startNs + train.highNs / 2) % train.periodNs)) / train.periodNs;
  return [amplitude * cos(phase), amplitude * sin(phase)];
}

export const buzzer = defineDevice<BuzzerState>({
  type: "wokwi-buzzer",
  pins: ["1", "2"],
  attributes: ["volume", "mode"],
  createState: () => ({ high: false, rise: -Infinity, highNs: 0, train: false, frequency: 0, loudness: 0 }),
  connect,
});

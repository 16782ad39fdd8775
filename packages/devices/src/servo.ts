/**
 * Hobby servo `wokwi-servo` (SG90): turns to the angle that the width of its pulses says.
 *
 * Pins: GND, V+, PWM.
 * Source: Tower Pro SG90 data sheet (50 Hz, 0.1 s for 60 degrees at 4.8 V, 4.8 to 6 V); 0.5 to 2.5 ms for 180 degrees, as these
 *   servos do and most libraries expect.
 *
 * Attributes: horn ("single", "double", "cross"), hornColor: for the user interface.
 * Outputs: `angle`, degrees 0 to 180; while it turns, a row every 5 ms and one at the end. Without pulses it stays where it is.
 *   It starts at 0 degrees.
 * Faults
 *   pulse-out-of-range  a pulse shorter than 0.5 or longer than 2.5 ms (by more than 2 %): it turns to the end.
 *   pulse-rate          pulses more often than 333 a second: it does not follow. More rarely than 40 a second: it does.
 *   no-power            pulses while V+ is below 3 V: it does not turn.
 *   low-voltage         it turns, but with less than the 4.5 V that the data sheet asks for.
 *
 * Not modelled: load, inertia and overshoot; less speed at a lower voltage; the current of the motor; the dead band (10 µs).
 */
import {
  defineDevice,
  ms,
  toggles,
  us,
  type DeviceContext,
  type Nanos,
  type Pin,
  type TrackWriter,
} from "@tickless/sim-core";
import { choiceAttribute } from "./attributes.js";
import { voltsAcross } from "./supply-volts.js";

const FULL_ANGLE = 180;
const SHORTEST: Nanos = us(500);
const LONGEST: Nanos = us(2500);
const TOLERANCE = 0.02;
/** 333 Hz and 40 Hz; what comes after a pause is no rate at all. */
const LEAST_PERIOD: Nanos = ms(3);
const MOST_PERIOD: Nanos = ms(25);
const PAUSE: Nanos = ms(100);
const MIN_VOLTS = 3;
const RATED_VOLTS = 4.5;
/** 0.1 s for 60 degrees. */
const NS_PER_DEGREE = ms(100) / 60;
const STEP: Nanos = ms(5);

interface ServoState {
  /** Of the last turn: from where, since when, to where. */
  from: number;
  since: Nanos;
  target: number;
  written: number;
  /** Of pulses that a program makes edge by edge. */
  rise: Nanos;
  period: Nanos;
  /** Faults that hold, so that each is reported once. */
  readonly faults: Record<string, boolean>;
}

type Context = DeviceContext<ServoState>;

function angleAt({ from, since, target }: ServoState, now: Nanos): number {
  const turned = (now - since) / NS_PER_DEGREE;
  return Math.abs(target - from) <= turned ? target : from + Math.sign(target - from) * turned;
}

function connect(ctx: Context): void {
  choiceAttribute(ctx, "horn", ["single", "double", "cross"], "single");
  const [signal, plus, ground] = [ctx.pin("PWM"), ctx.pin("V+"), ctx.pin("GND")];
  const angle = ctx.output("angle", "output");
  angle.write(0);
  const turn = ctx.timer(() => goOn(ctx, turn, angle));
  const pulse = (width: Nanos, period: Nanos): void => {
    if (!accepts(ctx, width, period, voltsAcross(plus, ground))) return;
    const target = angleOf(width);
    if (target === ctx.state.target) return;
    ctx.state = { ...ctx.state, from: angleAt(ctx.state, ctx.now), since: ctx.now, target };
    goOn(ctx, turn, angle);
  };
  const train = (): void => {
    const { pwm } = signal.state;
    if (pwm && toggles(pwm)) pulse(pwm.highNs, pwm.periodNs);
  };
  const edges = ctx.watchLevel(signal, () => edge(ctx, signal, pulse));
  ctx.watchState(signal, () => {
    const pwm = signal.state.pwm !== null;
    edges.active = !pwm;
    if (pwm) ctx.state.rise = -1;
    train();
  });
  // Without power it stands still where it is, and goes on when the power is back.
  for (const pin of [plus, ground]) {
    ctx.watchState(pin, () => {
      if (voltsAcross(plus, ground) >= MIN_VOLTS) return train();
      const here = angleAt(ctx.state, ctx.now);
      ctx.state = { ...ctx.state, from: here, since: ctx.now, target: here };
      goOn(ctx, turn, angle);
    });
  }
}

function goOn(ctx: Context, turn: { start(delay: Nanos): void; stop(): void }, angle: TrackWriter): void {
  const { state, now } = ctx;
  const here = angleAt(state, now);
  if (here !== state.written) angle.write((state.written = here));
  const left = Math.ceil(Math.abs(state.target - here) * NS_PER_DEGREE);
  if (left > 0) turn.start(Math.min(STEP, left));
  else turn.stop();
}

/** Measures the pulses that a program makes edge by edge. */
function edge(ctx: Context, signal: Pin, pulse: (width: Nanos, period: Nanos) => void): void {
  const { state, now } = ctx;
  if (signal.state.pwm) return;
  if (signal.read() === 1) {
    state.period = state.rise < 0 ? Infinity : now - state.rise;
    state.rise = now;
  } else if (state.rise >= 0) {
    pulse(now - state.rise, state.period);
  }
}

const angleOf = (width: Nanos): number =>
  FULL_ANGLE * Math.min(1, Math.max(0, (width - SHORTEST) / (LONGEST - SHORTEST)));

/** Whether the servo follows such a pulse. Reports each thing that is wrong once, until it is right again. */
function accepts(ctx: Context, width: Nanos, period: Nanos, volts: number): boolean {
  const { faults } = ctx.state;
  const check = (kind: string, wrong: boolean, message: () => string): boolean => {
    if (wrong && !faults[kind]) ctx.fault(kind, message());
    faults[kind] = wrong;
    return wrong;
  };
  const supply = `${volts.toFixed(1)} V`;
  if (check("no-power", volts < MIN_VOLTS, () => `there are pulses, but ${supply} at V+: it does not turn`))
    return false;
  check("low-voltage", volts < RATED_VOLTS, () => `${supply} at V+, the servo is rated for 4.8 to 6 V`);
  const rate = `${(1e9 / period).toFixed(0)} pulses a second`;
  const often = check("pulse-rate", period < LEAST_PERIOD || (period > MOST_PERIOD && period < PAUSE), () =>
    period < LEAST_PERIOD ? `${rate}: the servo expects 50 and does not follow` : `${rate}: the servo expects 50`,
  );
  if (often && period < LEAST_PERIOD) return false;
  check("pulse-out-of-range", width < SHORTEST * (1 - TOLERANCE) || width > LONGEST * (1 + TOLERANCE), () => {
    return `a pulse of ${(width / 1e6).toFixed(2)} ms: 0.5 ms is 0 degrees, 2.5 ms is ${FULL_ANGLE}`;
  });
  return true;
}

export const servo = defineDevice<ServoState>({
  type: "wokwi-servo",
  pins: ["GND", "V+", "PWM"],
  roles: { PWM: "input" },
  attributes: ["horn", "hornColor"],
  createState: () => ({ from: 0, since: 0, target: 0, written: 0, rise: -1, period: Infinity, faults: {} }),
  connect,
});

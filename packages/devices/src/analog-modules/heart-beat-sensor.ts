/**
 * Heart-beat sensor `wokwi-heart-beat-sensor` (KY-039): a finger between a lamp and a phototransistor.
 *
 * Pins: VCC, GND; OUT, the phototransistor's voltage behind 10 kilohm.
 * Source: KY-039 schematic; the shape of a pulse (a steep rise to the systolic peak, the dicrotic notch and wave behind it) as in Allen,
 *   Photoplethysmography and its application in clinical physiological measurement, Physiol. Meas. 28 (2007): two bell curves, 50 steps a beat.
 *
 * Attributes: bpm at first, beats a minute (default 60; 0: no finger).
 * Controls: `bpm` 0 to 250. Outputs: `beat` 1 during the first tenth of each beat: the peak.
 * OUT rests at half of VCC and rises by a tenth of VCC at the peak; without a finger it is 0.9 VCC. Below 2 V of supply OUT lets go.
 *
 * Not modelled: noise, movements, light from elsewhere; breath and variation of the beat; blood oxygen.
 */
import { exp } from "@tickless/sim-core/exact-math";
import { analog, defineDevice, HIGH_Z, s, type DeviceContext } from "@tickless/sim-core";
import { numberAttribute } from "../attributes.js";
import { declareSupply } from "../power.js";

export const BPM = { min: 0, max: 250, fallback: 60 };
const SOURCE_OHMS = 10_000;
const LEAST_VOLTS = 2;
const STEPS = 50;
const RESTING = 0.5;
const NO_FINGER = 0.9;
const RISE = 0.1;
/** The steps that count as the beat. */
const BEAT_STEPS = 5;

const bell = (at: number, centre: number, width: number): number => exp(-(((at - centre) / width) ** 2));

/** A beat, 0 to 1: its peak is at the beginning of the beat's tenth. */
const PULSE: readonly number[] = Array.from({ length: STEPS }, (_, step) => {
  const phase = ((step + STEPS / 4) % STEPS) / STEPS;
  return Math.min(1, bell(phase, 0.29, 0.08) + 0.35 * bell(phase, 0.6, 0.1));
});

interface HeartState {
  bpm: number;
  step: number;
}

function connect(ctx: DeviceContext<HeartState>): void {
  const initial = numberAttribute(ctx, "bpm", BPM);
  const pin = ctx.pin("OUT");
  const beat = ctx.output("beat", "output");
  beat.write(0);
  const drive = (): void => {
    const { bpm, step } = ctx.state;
    const share = bpm === 0 ? NO_FINGER : RESTING + RISE * (PULSE[step] as number);
    pin.set(supply.volts === 0 ? HIGH_Z : analog(supply.volts * share, SOURCE_OHMS));
  };
  const supply = declareSupply(ctx, LEAST_VOLTS, drive);
  const goOn = (): void => {
    if (ctx.state.bpm > 0) timer.start(Math.round(s(60) / ctx.state.bpm / STEPS));
  };
  const timer = ctx.timer(() => {
    ctx.state.step = (ctx.state.step + 1) % STEPS;
    if (ctx.state.step === 0) beat.write(1);
    if (ctx.state.step === BEAT_STEPS) beat.write(0);
    drive();
    goOn();
  });
  ctx.state.bpm = initial;
  goOn();
  ctx.control("bpm", { min: BPM.min, max: BPM.max, initial, unit: "bpm" }, (bpm) => {
    const { bpm: before, step } = ctx.state;
    ctx.state.bpm = bpm;
    if (bpm === 0) {
      timer.stop();
      if (step < BEAT_STEPS) beat.write(0);
      ctx.state.step = BEAT_STEPS;
    } else if (before === 0) goOn();
    drive();
  });
}

export const heartBeatSensor = defineDevice<HeartState>({
  type: "wokwi-heart-beat-sensor",
  pins: ["GND", "VCC", "OUT"],
  roles: { OUT: "analog" },
  attributes: ["bpm"],
  createState: () => ({ bpm: BPM.fallback, step: BEAT_STEPS }),
  connect,
});

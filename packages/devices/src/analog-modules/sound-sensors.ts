/**
 * Sound sensor modules `wokwi-big-sound-sensor` (KY-037) and `wokwi-small-sound-sensor` (KY-038): a microphone, and a comparator.
 *
 * Pins: VCC, GND; AOUT, the microphone's voltage: half of VCC in silence, a sine wave about it with sound; DOUT, the comparator's open collector
 *   with 10 kilohm to VCC: high while the sound is above the threshold.
 * Source: KY-037 and KY-038 schematics (electret capsule, LM393); comparator: see comparator.ts. The sine wave is of 24 steps a period.
 *
 * Attributes: sound, at first, 0 to 1 (default 0); frequency of the tone, Hz (default 440; 1 to 5000); threshold, volts at AOUT above which
 *   it is loud: as a trimmer has it, without one three quarters of VCC.
 * Controls: `sound`, the amplitude, 0 (silence) to 1 (from GND to VCC). Outputs: `detected` 1 while DOUT is high: the lamp on the board, and
 *   DOUT, follow each period of a loud tone. Without supply AOUT and DOUT let go.
 *
 * Not modelled: that the big capsule is the more sensitive one; noise, voices; the microphone's response.
 */
import { sin } from "@tickless/sim-core/exact-math";
import { analog, defineDevice, HIGH_Z, s, type DeviceContext, type DeviceDefinition } from "@tickless/sim-core";
import { numberAttribute } from "../attributes.js";
import { declareComparator, type ComparatorState } from "./comparator.js";

export const SOUND = { min: 0, max: 1, fallback: 0 };
/** Ohms of the capsule's load. */
const SOURCE_OHMS = 1000;
const STEPS = 24;
const WAVE: readonly number[] = Array.from({ length: STEPS }, (_, step) => sin((2 * Math.PI * step) / STEPS));

interface SoundState extends ComparatorState {
  sound: number;
  /** Of the sine wave. */
  step: number;
}

function connect(ctx: DeviceContext<SoundState>): void {
  const initial = numberAttribute(ctx, "sound", SOUND);
  const threshold = numberAttribute(ctx, "threshold", { fallback: -1, min: 0, max: 60 });
  const frequency = numberAttribute(ctx, "frequency", { fallback: 440, min: 1, max: 5000 });
  const pin = ctx.pin("AOUT");
  const supply = declareComparator(ctx, {
    ...{ analog: "AOUT", digital: "DOUT", active: 1 as const },
    detects: (volts) => volts > (threshold < 0 ? 0.75 * supply.volts : threshold),
  });
  const drive = (): void => {
    const { sound, step } = ctx.state;
    const { volts } = supply;
    pin.set(volts === 0 ? HIGH_Z : analog((volts / 2) * (1 + sound * (WAVE[step] as number)), SOURCE_OHMS));
  };
  const tone = ctx.timer(() => {
    ctx.state.step = (ctx.state.step + 1) % STEPS;
    drive();
    goOn();
  });
  const goOn = (): void => {
    if (ctx.state.sound > 0) tone.start(Math.round(s(1) / frequency / STEPS));
  };
  for (const name of ["VCC", "GND"]) ctx.watchState(ctx.pin(name), drive);
  ctx.state.sound = initial;
  goOn();
  ctx.control("sound", { min: SOUND.min, max: SOUND.max, initial }, (sound) => {
    ctx.state.sound = sound;
    if (sound === 0) {
      tone.stop();
      ctx.state.step = 0;
      drive();
    } else if (!tone.pending) goOn();
  });
}

const soundSensor = (type: string): DeviceDefinition =>
  defineDevice<SoundState>({
    type,
    pins: ["AOUT", "GND", "VCC", "DOUT"],
    roles: { AOUT: "analog", DOUT: "open-drain" },
    pullUps: ["DOUT"],
    attributes: ["sound", "frequency", "threshold"],
    createState: () => ({ detected: 0, sound: SOUND.fallback, step: 0 }),
    connect,
  });

export const soundSensors: readonly DeviceDefinition[] = ["wokwi-big-sound-sensor", "wokwi-small-sound-sensor"].map(
  soundSensor,
);

/*
 * What can be heard of a board. Parts say what they sound like whenever a state is shown; a state that stands still is not heard, so
 * that sound goes with the cursor by itself: when the run is live or played, in either direction and at any speed, and for a
 * moment when it is moved. Nothing is heard before a person has asked for it.
 */
import { signal, type ReadonlySignal } from "@preact/signals";

/** A part's voice. */
export interface Voice {
  /** Sounds like this until it is told otherwise, or nothing for a while. Hz, and 0 to 1. */
  sound(hertz: number, loudness: number): void;
}

/** A part that is not heard of for so long has stopped, seconds: some frames of a slow page. */
const LINGER = 0.12;
/** Gains and frequencies change within this, seconds, so that nothing clicks. */
const EASE = 0.004;
/** A square wave at full level is unpleasant. */
const LEVEL = 0.07;
/** Lower tones are not heard. */
const LOWEST_HZ = 16;

const audible = signal(false);
const voices = new Map<string, BuzzerVoice>();
let context: AudioContext | undefined;

/** Whether a person wants to hear the board. */
export const isAudible: ReadonlySignal<boolean> = audible;

/** Only from a person's click: browsers want that. */
export function setAudible(on: boolean): void {
  audible.value = on;
  if (on) {
    context ??= new AudioContext();
    void context.resume();
  } else {
    void context?.suspend();
  }
}

/** The voice of a part; the same for the same part. */
export function voiceOf(part: string): Voice {
  const known = voices.get(part) ?? new BuzzerVoice();
  voices.set(part, known);
  return known;
}

/** A square wave, as a buzzer gets it, without the highest overtones. */
class BuzzerVoice implements Voice {
  private nodes: { readonly tone: OscillatorNode; readonly gain: GainNode } | undefined;

  sound(hertz: number, loudness: number): void {
    if (!audible.peek() || !context) return;
    const heard = hertz >= LOWEST_HZ && loudness > 0;
    if (!heard && !this.nodes) return;
    const { tone, gain } = (this.nodes ??= this.connect(context));
    const now = context.currentTime;
    gain.gain.cancelScheduledValues(now);
    if (heard) tone.frequency.setTargetAtTime(Math.min(hertz, context.sampleRate / 2), now, EASE / 4);
    gain.gain.setTargetAtTime(heard ? LEVEL * loudness : 0, now, EASE);
    gain.gain.setTargetAtTime(0, now + LINGER, EASE);
  }

  private connect(audio: AudioContext): { tone: OscillatorNode; gain: GainNode } {
    const tone = new OscillatorNode(audio, { type: "square" });
    const soft = new BiquadFilterNode(audio, { type: "lowpass", frequency: 9000 });
    const gain = new GainNode(audio, { gain: 0 });
    tone.connect(soft).connect(gain).connect(audio.destination);
    tone.start();
    return { tone, gain };
  }
}

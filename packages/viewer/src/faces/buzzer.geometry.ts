import { box, mm } from "../board/plane.js";
import { percent, pinsAt, type PartShape } from "./shape.js";

/* Piezo buzzer of 17 mm, seen from above. Box and pins: @wokwi/elements 1.9.2. */

export const BUZZER_CENTRE = { x: 32, y: 33 };
export const BUZZER_RADIUS = 31;

const geometry = {
  width: mm(17),
  height: mm(20),
  pins: pinsAt(["1", 27, 84], ["2", 37, 84]),
  body: box(BUZZER_CENTRE.x - BUZZER_RADIUS, BUZZER_CENTRE.y - BUZZER_RADIUS, 2 * BUZZER_RADIUS, 2 * BUZZER_RADIUS),
  radius: BUZZER_RADIUS,
};

const NOTES = ["C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B"];
/** Further away from a note than this, semitones, it is none. */
const TUNED = 0.3;

/** The note of a frequency in Hz, "A4"; "" when it is none. */
export function noteOf(hertz: number): string {
  if (!(hertz > 16)) return "";
  const key = 69 + 12 * Math.log2(hertz / 440);
  const nearest = Math.round(key);
  return Math.abs(key - nearest) > TUNED ? "" : `${NOTES[nearest % 12]}${Math.floor(nearest / 12) - 1}`;
}

export const buzzerShape: PartShape = {
  types: ["wokwi-buzzer"],
  name: "Buzzer",
  geometry: () => geometry,
  describe: (_part, read) => {
    const hertz = read.value("frequency");
    const loudness = read.value("loudness");
    if (!(hertz > 0) || !(loudness > 0)) return "silent";
    const note = noteOf(hertz);
    return `${hertz < 1000 ? hertz.toFixed(0) : hertz.toPrecision(4)} Hz${note && ` (${note})`}, loudness ${percent(loudness)}`;
  },
};

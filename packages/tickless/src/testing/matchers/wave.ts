import { formatTime, UsageError, type Nanos } from "@tickless/sim-core";
import type { Level, LevelChange } from "../levels.js";
import type { Probe } from "../probe.js";
import { verdict, type Verdict } from "./verdict.js";

/** Letters of WaveDrom. "." goes on as before; "|" is a gap, in which anything may happen. */
const LETTERS: Readonly<Record<string, Level>> = { l: 0, h: 1, x: "x", z: "z", "0": 0, "1": 1 };

export interface WaveOptions {
  /** Where the first letter begins, ns; default 0. */
  readonly from?: Nanos;
  /** How far before or after its time a change may come, ns; default a tenth of a letter's length. */
  readonly tolerance?: Nanos;
}

/** A stretch of the wave: undefined, anything goes. */
interface Stretch {
  readonly from: Nanos;
  readonly to: Nanos;
  readonly level: Level | undefined;
}

/** Each letter stands for `step` ns. The level is as the letters say all the time, but for the tolerance around changes. */
export function toMatchWave(probe: Probe, wave: string, step: Nanos, options: WaveOptions = {}): Verdict {
  const { from = 0, tolerance = Math.round(step / 10) } = options;
  if (wave === "") throw new UsageError("a wave needs a letter");
  if (!(step > 0 && tolerance < step / 2))
    throw new UsageError("a letter needs some time, more than twice the tolerance");
  const stretches = stretchesOf(wave, step, from);
  let wrong: (LevelChange & { readonly expected: Level }) | undefined;
  for (const { level, ...stretch } of stretches) {
    if (level === undefined || wrong) continue;
    const levels = probe.levels({ from: stretch.from + tolerance, to: stretch.to - tolerance });
    const found = levels.find((change) => change.level !== level);
    if (found) wrong = { ...found, expected: level };
  }
  const letter = wrong ? Math.floor((wrong.time - from) / step) : 0;
  return verdict({
    pass: !wrong,
    view: probe.view,
    subject: probe.name,
    expected: `to match "${wave}", ${formatTime(step)} a letter from ${formatTime(from)}`,
    found: wrong
      ? `it is ${wrong.level}, not ${wrong.expected} (in letter ${letter + 1}, "${wave[letter] ?? "."}")`
      : "it does",
    at: wrong?.time ?? from,
    probes: [probe],
    around: 3 * step,
  });
}

/** Letters that go on are one stretch. Throws UsageError for a letter that is none. */
function stretchesOf(wave: string, step: Nanos, from: Nanos): Stretch[] {
  const stretches: Stretch[] = [];
  [...wave].forEach((letter, index) => {
    if (!(letter in LETTERS) && letter !== "." && letter !== "|") {
      throw new UsageError(`"${wave}": "${letter}" is no letter of a wave; there are l h x z . |`);
    }
    const last = stretches.at(-1);
    if (letter === "." && !last) throw new UsageError(`"${wave}": there is nothing yet that "." could go on with`);
    const level = letter === "." ? last?.level : LETTERS[letter];
    const to = from + (index + 1) * step;
    if (last && last.level === level) stretches[stretches.length - 1] = { ...last, to };
    else stretches.push({ from: to - step, to, level });
  });
  return stretches;
}

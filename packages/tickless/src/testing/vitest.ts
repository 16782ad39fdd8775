import { formatTime, type Nanos } from "@tickless/sim-core";
import { expect, Snapshots } from "vitest";
import { Bench } from "./bench.js";
import { Display } from "./display.js";
import type { Level } from "./levels.js";
import { toHaveEdges, type EdgesOptions } from "./matchers/edges.js";
import { toHaveFingerprint } from "./matchers/fingerprint.js";
import { toHold } from "./matchers/hold.js";
import { toHaveDuty, toHaveFrequency, type DutyOptions, type FrequencyOptions } from "./matchers/measures.js";
import { toPrint } from "./matchers/print.js";
import { toRespond, type Moments } from "./matchers/respond.js";
import { displayOf, toShow } from "./matchers/show.js";
import { lookingAt, type Subject } from "./matchers/subject.js";
import type { Verdict } from "./matchers/verdict.js";
import { toStay } from "./matchers/stay.js";
import { toMatchWave, type WaveOptions } from "./matchers/wave.js";
import { Part } from "./part.js";
import { Probe } from "./probe.js";
import { setRunner } from "./random/replay.js";
import { Serial } from "./serial.js";
import type { Claim } from "./temporal/formula.js";
import { situation } from "./situation.js";
import type { Range } from "./view.js";
import { currentTest, leaveFailures } from "./vitest-failures.js";

/** What `import "tickless/testing/vitest"` adds to vitest's expect. Times in ns; ranges are by default from the start to now. */
export interface TicklessMatchers {
  /** A probe: so many edges, or edges at these times and no others. */
  toHaveEdges(expected: number | readonly Nanos[], options?: EdgesOptions): void;
  /** A probe: the levels that the letters l h x z say, each for `step`; "." goes on, "|" is a gap. */
  toMatchWave(wave: string, step: Nanos, options?: WaveOptions): void;
  /** A probe: high for this share of the time, 0 to 1. */
  toHaveDuty(duty: number, options?: DutyOptions): void;
  /** A probe: Hz. */
  toHaveFrequency(hertz: number, options?: FrequencyOptions): void;
  /** A probe: this level all the time. */
  toStay(level: Level, range?: Range): void;
  /** A bench or its serial console: printed this text, or a match. */
  toPrint(expected: string | RegExp, range?: Range): void;
  /**
   * A display or its part: shows this picture ("#" lit, "." dark). Without one, the picture in the test's snapshot file, which
   * `vitest -u` updates.
   */
  toShow(picture?: string): void;
  /** The same, with the picture in a file of its own (relative to the test), which `vitest -u` updates. To be awaited. */
  toShowFile(file: string): Promise<void>;
  /** A bench: each cause is followed by an effect `within` so many ns. */
  toRespond(causes: Moments, effects: Moments, options: { readonly within: Nanos }): void;
  /** A bench: a temporal claim holds of the recording. */
  toHold(claim: Claim): void;
  /** A bench: 32 hex digits. */
  toHaveFingerprint(fingerprint: string): void;
}

declare module "vitest" {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any, @typescript-eslint/no-empty-object-type, @typescript-eslint/no-unused-vars
  interface Matchers<T = any> extends TicklessMatchers {}
}

const PROBE: Subject<Probe> = { kinds: [Probe], text: 'a probe, such as expect(sim.pin("GP15"))' };
const BENCH: Subject<Bench> = { kinds: [Bench], text: "a simulation, expect(sim)" };
const PRINTS: Subject<Bench | Serial> = {
  kinds: [Bench, Serial],
  text: "a simulation or its serial console, expect(sim)",
};
const SHOWS: Subject<Part | Display> = { kinds: [Part, Display], text: 'a display, such as expect(sim.part("oled1"))' };

const displayIn = (name: string, given: Part | Display): Display => lookingAt(SHOWS, displayOf, name)(given);

expect.extend({
  toHaveEdges: lookingAt(PROBE, toHaveEdges),
  toMatchWave: lookingAt(PROBE, toMatchWave),
  toHaveDuty: lookingAt(PROBE, toHaveDuty),
  toHaveFrequency: lookingAt(PROBE, toHaveFrequency),
  toStay: lookingAt(PROBE, toStay),
  toPrint: lookingAt(PRINTS, toPrint),
  toRespond: lookingAt(BENCH, toRespond),
  toHold: lookingAt(BENCH, toHold),
  toHaveFingerprint: lookingAt(BENCH, toHaveFingerprint),
  toShow(given: Part | Display, picture?: string) {
    const display = displayIn("toShow", given);
    if (picture !== undefined) return toShow(display, picture);
    return told(display, Snapshots.toMatchSnapshot.call(this, `\n${display.bitmap()}\n`));
  },
  async toShowFile(given: Part | Display, file: string) {
    const display = displayIn("toShowFile", given);
    return told(display, await Snapshots.toMatchFileSnapshot.call(this, `${display.bitmap()}\n`, file));
  },
});

/** A verdict on a snapshot, which tells of the moment too. */
function told<V extends Verdict>(display: Display, found: V): V {
  const { view, part } = display;
  const at = view.now;
  return { ...found, message: () => `${part} at ${formatTime(at)}: ${found.message()}\n${situation({ view, at })}` };
}

leaveFailures();
setRunner(() => {
  const test = currentTest();
  return {
    runner: "npx vitest run",
    file: test?.file.filepath ?? expect.getState().testPath,
    test: test?.fullTestName,
  };
});

export type { Bench };

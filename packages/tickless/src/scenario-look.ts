import {
  formatTime,
  type Expectation,
  type Miss,
  type Nanos,
  type ScenarioLook,
  type Simulation,
} from "@tickless/sim-core";
import { comparePictures, pictureLines } from "./measure/compare-pictures.js";
import { displayText } from "./measure/display-text.js";
import { hasLevels, levelsOf, type LevelChange } from "./measure/levels.js";
import { dutyOf, edgesOf, frequencyOf } from "./measure/measures.js";
import { wireTrack } from "./measure/wire-track.js";
import { hasPython } from "./programs.js";
import type { Project } from "./project.js";
import { faultsOf } from "./runner/faults.js";
import type { FirmwareFactory } from "./runner/firmware.js";
import { takeScreenshot, type SaveScreenshot } from "./screenshot.js";
import { displayAt, displaysOf, pictureText } from "./show/display.js";
import { segmentsAt } from "./show/lit.js";

/** What is written down of a run, for later runs to be compared with. */
export type Golden =
  /** `expected` undefined: the project has no such file yet. */
  | { readonly kind: "display"; readonly file: string; readonly expected: string | undefined; readonly actual: string }
  /** `expected` is "new" when it has yet to be written; the line is the scenario's. */
  | {
      readonly kind: "fingerprint";
      readonly line: number | undefined;
      readonly expected: string;
      readonly actual: string;
    };

/**
 * Told of what differs from what is written down. True: what there is now is what is expected from now on. A text: something
 * else has been taken as expected before, this.
 */
export type AcceptGolden = (golden: Golden) => boolean | string;

type Of<Kind extends Expectation["kind"]> = Extract<Expectation, { readonly kind: Kind }>;
/** Lines of output in a message. */
const LAST = 5;
/** Rounding errors of what is computed are no difference. */
const EPSILON = 1e-9;

/** Looks at a simulation's recording, for a scenario of the project. */
export class RecordingLook implements ScenarioLook {
  constructor(
    private readonly sim: Simulation,
    private readonly project: Project,
    /** What runs the project's program; it reads text from displays when that is Python. */
    private readonly firmware: FirmwareFactory,
    private readonly accept: AcceptGolden = () => false,
    private readonly save?: SaveScreenshot,
  ) {}

  check(expectation: Expectation): ReturnType<ScenarioLook["check"]> {
    const { sim } = this;
    try {
      if ("pin" in expectation) this.track(expectation);
    } catch (error) {
      return { message: (error as Error).message };
    }
    if (expectation.kind === "expect-serial" && sim.mcus.length === 0) {
      return { message: "expect-serial needs a microcontroller board" };
    }
    if (expectation.kind === "expect-display") return this.checkDisplay(expectation);
    if (expectation.kind === "expect-output") {
      const { part, output } = expectation;
      if (!this.numbers(part).includes(output)) {
        return {
          part,
          message: `the part has no output '${output}' (it has: ${this.numbers(part).join(", ") || "none"})`,
        };
      }
    }
    return undefined;
  }

  look(expectation: Expectation & { readonly line?: number }): Miss | undefined {
    switch (expectation.kind) {
      case "expect-serial":
        return this.serial(expectation);
      case "expect-duty":
      case "expect-frequency":
      case "expect-edges":
        return this.measure(expectation);
      case "expect-display":
        return this.display(expectation);
      case "take-screenshot":
        return takeScreenshot(expectation, this.sim, this.project.captures, this.save);
      case "expect-output":
        return this.output(expectation);
      case "expect-no-faults":
        return this.noFaults(expectation);
      case "expect-fingerprint":
        return this.fingerprint(expectation);
    }
  }

  private serial({ text, not, times, over, board }: Of<"expect-serial">): Miss | undefined {
    const printed = this.printed(over, board);
    const count = printed.split(text).length - 1;
    if (not ? count === 0 : times === undefined ? count > 0 : count === times) return undefined;
    const wanted = not ? " not" : times === undefined ? "" : ` ${times} times`;
    const found = not || times !== undefined ? `, it was ${count} times` : printed === "" ? ": there is nothing" : "";
    const lines = printed.trimEnd().split("\n").slice(-LAST);
    const details = ["the last lines printed:", ...lines.map((line) => `  ${line}`)].join("\n");
    const message = `expected ${JSON.stringify(text)}${wanted} to have been printed${pastText(over)}${found}`;
    return printed === "" ? { message } : { message, details };
  }

  /** A board's output, with bare ends of lines. */
  private printed(over: Nanos | undefined, board: string | undefined): string {
    const { sim } = this;
    const track = sim.trace.get(`${sim.console(board)?.id}.serial`);
    const first = over === undefined || !track ? 0 : track.rowAt(Math.max(0, sim.now - over) - 1) + 1;
    const decoder = new TextDecoder();
    let text = "";
    for (let row = first; track && row < track.rows; row++) {
      text += decoder.decode(track.value(row) as Uint8Array, { stream: true });
    }
    return text.replaceAll("\r\n", "\n");
  }

  private measure(expectation: Of<"expect-duty" | "expect-frequency" | "expect-edges">): Miss | undefined {
    const { part, pin, value, over, kind } = expectation;
    const { now, trace } = this.sim;
    const from = Math.max(0, now - over);
    const what = `expected ${part}:${pin}`;
    const past = pastText(now - from);
    const levels: LevelChange[] = [...levelsOf(trace, this.track(expectation), 0.5, from, now)];
    if (kind === "expect-edges") {
      const edges = edgesOf(levels).filter((edge) => expectation.edge === "any" || edge.kind === expectation.edge);
      const name = `${expectation.edge === "any" ? "" : `${expectation.edge} `}edge${value === 1 ? "" : "s"}`;
      if (edges.length === value) return undefined;
      return { message: `${what} to have had ${value} ${name}${past}, it had ${edges.length}` };
    }
    const { tolerance } = expectation;
    if (kind === "expect-duty") {
      if (from === now)
        return { message: `${what} to be high for ${percent(value)} of the time, but none has passed yet` };
      const duty = dutyOf(levels, from, now);
      if (Math.abs(duty - value) <= tolerance + EPSILON) return undefined;
      const range = `${percent(value)} ± ${percent(tolerance)} of the time${past}`;
      return { message: `${what} to have been high for ${range}, it was for ${percent(duty)}` };
    }
    const hertz = frequencyOf(levels);
    if (Math.abs(hertz - value) <= tolerance * value + EPSILON) return undefined;
    const found = hertz === 0 ? "there are less than two rising edges" : `it had ${short(hertz)} Hz`;
    return { message: `${what} to have had ${short(value)} Hz ± ${percent(tolerance)}${past}, ${found}` };
  }

  /** The recording of the wire at a pin. Throws UsageError when nothing records it. */
  private track({ part, pin }: { readonly part: string; readonly pin: string }) {
    const { board, mcus, trace } = this.sim;
    const boards = mcus.map(({ id }) => id);
    const track = trace.get(wireTrack(board, boards, `${part}:${pin}`));
    if (!track) throw new Error(`nothing records the wire at ${part}:${pin}`);
    return track;
  }

  private checkDisplay(expectation: Of<"expect-display">): ReturnType<ScenarioLook["check"]> {
    const { part } = expectation;
    if (segmentsAt(this.sim.trace, part, 0) !== undefined) {
      return "text" in expectation ? undefined : { part, message: "of seven segments text can be expected alone" };
    }
    if (!displaysOf(this.sim.trace).includes(part)) return { part, message: "the part is no display" };
    const hasText = displayAt(this.sim.trace, part, 0).text !== undefined;
    if ("text" in expectation && !hasText && !hasPython(this.project)) {
      return { part, message: "text in a picture can be read in projects in Python alone; give a picture or a file" };
    }
    if (!("picture" in expectation)) return undefined;
    const lines = pictureText(displayAt(this.sim.trace, part, 0))
      .trimEnd()
      .split("\n");
    return comparePictures(lines, pictureLines(expectation.picture)) === "size"
      ? { part, message: `the picture must be ${lines.length} lines of ${lines[0]?.length} characters` }
      : undefined;
  }

  private display(expectation: Of<"expect-display">): Miss | undefined {
    const { part } = expectation;
    if ("text" in expectation) {
      const shown = displayText(this.sim.trace, part, this.sim.now, this.firmware);
      if (shown.includes(expectation.text.trimEnd())) return undefined;
      const message = `expected ${part} to show ${JSON.stringify(expectation.text)}`;
      if (shown === "") return { message: `${message}, it shows no text` };
      return { message, details: [`${part} shows:`, ...shown.split("\n").map((line) => `  ${line}`)].join("\n") };
    }
    const actual = pictureText(displayAt(this.sim.trace, part, this.sim.now));
    if ("picture" in expectation) return differing(`${part} to show the picture`, actual, expectation.picture);
    const { file } = expectation;
    const bytes = this.project.captures.get(file);
    const expected = bytes && new TextDecoder().decode(bytes);
    const miss =
      expected === undefined
        ? { message: `there is no ${file} yet to compare ${part} with; tickless test writes it` }
        : differing(`${part} to show ${file}`, actual, expected);
    const accepted = miss === undefined || this.accept({ kind: "display", file, expected, actual });
    if (typeof accepted === "string") return differing(`${part} to show what ${file} is to be`, actual, accepted);
    return accepted ? undefined : miss;
  }

  private output({ part, output, value, tolerance }: Of<"expect-output">): Miss | undefined {
    const actual = this.sim.trace.at(this.sim.now).number(`${part}.${output}`);
    if (actual !== undefined && Math.abs(actual - value) <= tolerance + EPSILON) return undefined;
    const found = actual === undefined ? "it has none yet" : `it is ${short(actual)}`;
    return { message: `expected ${part}'s ${output} to be ${value} ± ${tolerance}, ${found}` };
  }

  /** What a part has that is a number. */
  private numbers(part: string): string[] {
    const prefix = `${part}.`;
    const tracks = this.sim.trace.tracks.filter((track) => track.name.startsWith(prefix) && hasLevels(track));
    return tracks.filter(({ kind }) => kind !== "digital").map(({ name }) => name.slice(prefix.length));
  }

  private noFaults({ part }: Of<"expect-no-faults">): Miss | undefined {
    const faults = faultsOf(this.sim.trace).filter((fault) => part === undefined || fault.part === part);
    const [first] = faults;
    if (!first) return undefined;
    const lines = faults
      .slice(0, LAST)
      .map((fault) => `  ${formatTime(fault.timeNs)}  ${fault.part}: ${fault.message}`);
    const more = faults.length > LAST ? [`  … and ${faults.length - LAST} more`] : [];
    const message = `expected no faults${part === undefined ? "" : ` of ${part}`}, there were ${faults.length}`;
    return { message, details: [...lines, ...more].join("\n") };
  }

  private fingerprint({ value, line }: Of<"expect-fingerprint"> & { readonly line?: number }): Miss | undefined {
    const actual = this.sim.trace.fingerprint();
    const accepted = actual === value || this.accept({ kind: "fingerprint", line, expected: value, actual });
    if (accepted === true) return undefined;
    const expected = accepted || value;
    const hint = expected === "new" ? "; tickless test writes it" : "";
    return { message: `expected the run so far to have the fingerprint ${expected}, it has ${actual}${hint}` };
  }
}

function differing(what: string, actual: string, expected: string): Miss | undefined {
  const lines = actual.trimEnd().split("\n");
  const difference = comparePictures(lines, pictureLines(expected));
  if (difference === undefined) return undefined;
  if (difference === "size") {
    const size = `${lines.length} lines of ${lines[0]?.length} characters "#" and "."`;
    return { message: `expected ${what}, which is not a picture of ${size}` };
  }
  return { message: `expected ${what}: ${difference.pixels} pixels differ`, details: difference.lines.join("\n") };
}

const pastText = (over: Nanos | undefined): string => (over === undefined ? "" : ` in the last ${formatTime(over)}`);
const percent = (part: number): string => `${Number((part * 100).toPrecision(4))} %`;
const short = (value: number): string => String(Number(value.toPrecision(6)));

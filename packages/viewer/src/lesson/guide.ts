import { batch, computed, effect, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import { linesOf } from "tickless/lesson/edits";
import type { Lesson, Step } from "tickless/lesson/lesson";
import { NARROW } from "../app/layout-sizes.js";
import type { MarkedLines, Session } from "../app/session.js";
import type { ProjectFiles } from "../protocol/project.js";
import { arranged, changesOf, statesOf, type Change, type ChangeState } from "./changes.js";
import { sourceOf } from "./files.js";
import { lessonOf } from "./reading.js";
import { travel } from "./travel.js";

/** What of a step's acts is left to whoever has opened the page: the address may say it. */
export interface Acts {
  readonly cursor: boolean;
  readonly view: boolean;
  /** Cursor and view move so that the eye can follow. */
  readonly eased: boolean;
}

const ALL: Acts = { cursor: true, view: true, eased: true };

/** How the program stands to the one that a step is about. Changes are numbers of `Guide.changes`. */
export interface Standing {
  /** The step's own change. */
  readonly own: number | undefined;
  /** Of earlier steps, not made. */
  readonly missing: readonly number[];
  /** Of later steps, made. */
  readonly ahead: readonly number[];
  /** Of this step or an earlier one: it does not fit any more. */
  readonly apart: readonly number[];
}

/** Leads through a lesson: which step is read, and what each step does to what is seen. */
export class Guide {
  /** Undefined: it cannot be read. */
  readonly lesson: ReadonlySignal<Lesson | undefined>;
  /** From 1; 0: the introduction. */
  readonly number = signal(0);
  readonly changes: ReadonlySignal<readonly Change[]>;
  readonly states: ReadonlySignal<readonly ChangeState[]>;
  /** What the step is about does not happen in this run. */
  readonly absent = signal(false);
  /** A change is being made. */
  readonly busy = signal(false);
  /** Only the bar of the text is seen, where it shares its place with a panel. */
  readonly folded = signal(false);
  /** Grows with each step that is entered: its text is shown from its beginning. */
  readonly entered: Signal<number> = signal(0);
  /** How many of the changes belong to earlier steps. */
  private readonly before: ReadonlySignal<number>;
  private turn = 0;
  private stopMoving: () => void = () => undefined;
  private readonly stop: () => void;

  /** `number`: of the step that is read at first. `onEntry` is told of each that is entered later. */
  constructor(
    private readonly session: Session,
    number: number,
    private readonly onEntry: (number: number) => void,
  ) {
    const { project, original, mistakes } = session.project;
    // Anything else that is edited is no other text.
    const source = computed(() => JSON.stringify(sourceOf(project.value)));
    const read = computed(() => {
      void source.value;
      return lessonOf(project.peek());
    });
    this.lesson = computed(() => read.value.lesson);
    this.changes = computed(() => (this.lesson.value ? changesOf(this.lesson.value, original.value.files) : []));
    this.before = computed(() => this.changes.value.filter(({ step }) => step < this.number.value - 1).length);
    this.states = computed(() => statesOf(project.value.files, this.changes.value, this.before.value));
    this.number.value = this.within(number);
    this.stop = effect(() => void (mistakes.value = read.value.problems));
  }

  /** The step that is read; undefined: the introduction. */
  get step(): Step | undefined {
    return this.lesson.value?.steps[this.number.value - 1];
  }

  get count(): number {
    return this.lesson.value?.steps.length ?? 0;
  }

  /** The step of this number, or the nearest that there is, and what it shows. */
  async enter(number: number): Promise<void> {
    batch(() => {
      this.number.value = this.within(number);
      this.entered.value++;
    });
    this.onEntry(this.number.peek());
    await this.show();
  }

  /** One on or back; nothing at either end. */
  turnTo(direction: 1 | -1): void {
    const to = this.number.peek() + direction;
    if (to >= 0 && to <= this.count) void this.enter(to);
  }

  /** Does what the step says: the moment, the lanes, the passage, the panel. */
  async show(acts: Partial<Acts> = {}): Promise<void> {
    const { cursor, view, eased } = { ...ALL, ...acts };
    const { session, step } = this;
    const turn = ++this.turn;
    this.stopMoving();
    batch(() => {
      this.absent.value = false;
      this.point(step);
    });
    if (!step) return;
    await session.whole();
    if (turn !== this.turn) return;
    const from = session.time.cursor.peek();
    const time = step.at && (await session.store.momentOf(step.at).catch(() => undefined));
    if (turn !== this.turn) return;
    this.absent.value = step.at !== undefined && time === undefined;
    // Meanwhile somebody has gone elsewhere.
    if (session.time.cursor.peek() !== from) return;
    const to = { time: cursor ? time : undefined, view: view ? step.view : session.time.view.peek() };
    this.stopMoving = travel(session, to, eased && !session.look.reducedMotion.peek());
  }

  /** Of the step that is read. */
  standing(): Standing {
    const at = this.number.value - 1;
    const states = this.states.value;
    const numbers = (fits: (change: Change, state: ChangeState) => boolean): number[] =>
      this.changes.value.flatMap((change, index) => (fits(change, states[index] as ChangeState) ? [index] : []));
    return {
      own: numbers(({ step }) => step === at)[0],
      missing: numbers(({ step }, state) => step < at && state === "open"),
      ahead: numbers(({ step }, state) => step > at && (state === "made" || state === "altered")),
      apart: numbers(({ step }, state) => step <= at && state === "apart"),
    };
  }

  /** Makes a change, with those before it that are not made yet. */
  async make(index: number): Promise<void> {
    const project = this.with(index + 1);
    if (project) await this.replace(project);
  }

  /** The program without a change, and those that are on top of it; undefined: they have been edited since then. */
  without(index: number): ProjectFiles | undefined {
    return this.with(index);
  }

  /** The lesson's own program, as the step is about it; undefined: there is none. */
  ownProgram(): ProjectFiles | undefined {
    const { original } = this.session.project;
    const files = arranged(original.value.files, this.changes.value, this.before.value);
    return files && { ...original.value, files };
  }

  /** Another program in the place of the one that is open; then the step shows itself again. */
  async replace(project: ProjectFiles): Promise<void> {
    this.busy.value = true;
    try {
      this.session.setFiles(project);
      await this.session.rerun();
      await this.show();
    } finally {
      this.busy.value = false;
    }
  }

  dispose(): void {
    this.turn++;
    this.stopMoving();
    this.stop();
    this.session.project.mistakes.value = [];
  }

  /** What is open, with the first `count` of the changes made and no other. */
  private with(count: number): ProjectFiles | undefined {
    const project = this.session.project.project.peek();
    const files = arranged(project.files, this.changes.peek(), count, this.before.peek());
    return files && { ...project, files };
  }

  /** What can be pointed at without the recording. */
  private point(step: Step | undefined): void {
    const { look, project, run } = this.session;
    look.stands.value = [...(step?.show ?? [])];
    const hidden = run.lanes.peek().filter(({ stands, id }) => stands && look.laneShown.peek()[id] === false);
    if (hidden.length > 0) {
      const shown = Object.fromEntries(hidden.map(({ id }) => [id, true]));
      look.laneShown.value = { ...look.laneShown.peek(), ...shown };
    }
    const passage = step && passageOf(step, project.project.peek().files);
    look.passage.value = passage;
    const path = passage?.path ?? step?.code?.file;
    if (path !== undefined) look.file.value = { path };
    // Where everything is in one panel, what happens is seen in the timeline.
    const other = step && window.innerWidth <= NARROW ? "timeline" : undefined;
    const tab = step?.tab ?? (step?.code ? "code" : other);
    if (tab !== undefined) look.tab.value = tab;
  }

  private within(number: number): number {
    return Math.min(this.lesson.peek()?.steps.length ?? 0, Math.max(0, Math.trunc(number)));
  }
}

/** What a step is about in the texts as they are: its passage, else what its change takes out or has put in. */
function passageOf({ code, edit }: Step, files: ProjectFiles["files"]): MarkedLines | undefined {
  const text = files[code?.file ?? ""];
  const lines = code && text !== undefined ? linesOf(text, code) : undefined;
  if (code && lines) return { path: code.file, ...lines };
  if (!edit) return undefined;
  const now = files[edit.file] ?? "";
  const [found] = [edit.find, edit.replace].filter((part) => part.trim() !== "" && now.includes(part));
  if (found === undefined) return undefined;
  const first = now.slice(0, now.indexOf(found)).split("\n").length;
  return { path: edit.file, first, last: first + found.trimEnd().split("\n").length - 1 };
}

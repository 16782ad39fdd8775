import { batch } from "@preact/signals";
import { isAboutProject, isCapture, isForBoard, isPartModule } from "tickless/project-files";
import { inOrder } from "../editor/diagnostics.js";
import { allFiles, projectOf, type ProjectFiles } from "../protocol/project.js";
import type { Side, StoreApi } from "../protocol/store.js";
import { startWorkers, type Listeners, type Workers } from "../workers/client.js";
import { debounced, pageClock, type PageClock } from "./clock.js";
import { setAttribute } from "./diagram-edit.js";
import { CompareControl } from "./session-compare.js";
import { BoardControl } from "./session-control.js";
import { RunControl } from "./session-run.js";
import { createState, type SessionState } from "./session-state.js";
import { TimeControl } from "./session-time.js";
import type { Session } from "./session.js";

export interface SessionOptions {
  readonly embed: boolean;
  /** Default: in workers. */
  readonly startWorkers?: (listeners: Listeners) => Workers;
  /** Default: the page's. */
  readonly clock?: PageClock;
}

/** After the last change, ms. */
const EDIT_PAUSE_MS = 150;
const DIAGRAM = "diagram.json";

declare global {
  interface Window {
    /** For tests from outside: what the page is made of. */
    __tickless?: { readonly session: Session; readonly store: StoreApi };
  }
}

/** A session with workers of its own, and nothing open. In a browser it is to be found as `window.__tickless.session`. */
export function createSession(options: SessionOptions): Session {
  const state = createState(options.embed);
  const clock = options.clock ?? pageClock;
  const runs: RunControl = new RunControl(state, options.startWorkers ?? startWorkers, () => time.recordingChanged());
  const time = new TimeControl(state, runs, clock);
  const session = new PageSession(state, runs, time, clock);
  if (typeof window !== "undefined") window.__tickless = { session, store: session.store };
  return session;
}

class PageSession implements Session {
  readonly project: Session["project"];
  readonly run: Session["run"];
  readonly compare: Session["compare"];
  readonly time: Session["time"];
  readonly look: Session["look"];
  readonly forkOffer: Session["forkOffer"];
  readonly store: StoreApi;
  private readonly control: BoardControl;
  private readonly comparing: CompareControl;
  private readonly edits: { call(): void; cancel(): void };

  constructor(
    state: SessionState,
    private readonly runs: RunControl,
    private readonly moves: TimeControl,
    clock: PageClock,
  ) {
    this.project = state.project;
    this.run = state.run;
    this.compare = state.compare;
    this.time = state.time;
    this.look = state.look;
    this.forkOffer = state.forkOffer;
    this.store = present(runs);
    this.control = new BoardControl(state, runs);
    this.comparing = new CompareControl(state, runs, clock);
    this.edits = debounced(clock, () => void this.rerun(), EDIT_PAUSE_MS);
  }

  async open(project: ProjectFiles, options: Parameters<Session["open"]>[1] = {}): Promise<void> {
    const { seed, inputs = [], at, edited = project } = options;
    this.edits.cancel();
    this.comparing.leave();
    this.runs.seed = seed;
    this.runs.reach = 0;
    batch(() => {
      this.project.project.value = edited;
      this.project.original.value = project;
      this.project.problems.value = [];
      this.project.findings.value = [];
      this.project.inputs.value = inputs;
      this.forgetMoment();
      this.time.live.value = at === undefined;
      this.look.file.value = { path: programOf(edited) };
    });
    this.moves.expect(at ?? 0);
    const whole = at !== undefined;
    const started = await this.runs.start({ until: at ?? 0, whole, ghost: false, goOn: !whole });
    // What was open before is not shown under this one's name.
    if (!started && this.project.original.peek() === project && !this.run.failure.peek()) this.runs.clear();
    if (started) this.time.view.value = { start: 0, end: this.runs.duration };
  }

  edit(path: string, text: string): void {
    const project = this.project.project.peek();
    if (project.files[path] === text) return;
    this.change(projectOf(project.name, { ...project.files, [path]: text }, without(project.binary, path)), path);
  }

  addFile(path: string, text: string): void {
    this.edit(path, text);
    this.look.file.value = { path };
  }

  putFile(path: string, content: string | Uint8Array): void {
    if (typeof content === "string") return this.edit(path, content);
    const { name, files, binary } = this.project.project.peek();
    this.change(projectOf(name, without(files, path), { ...binary, [path]: content }), path);
  }

  removeFile(path: string): void {
    const { name, files, binary } = this.project.project.peek();
    this.change(projectOf(name, without(files, path), without(binary, path)), path);
    if (this.look.file.peek().path === path) this.look.file.value = { path: programOf(this.project.project.peek()) };
  }

  setFiles(project: ProjectFiles): void {
    this.project.project.value = project;
    if (!(this.look.file.peek().path in allFiles(project))) this.look.file.value = { path: programOf(project) };
    this.edits.call();
  }

  async rerun(): Promise<void> {
    this.edits.cancel();
    await this.runs.start({ until: this.runs.reach, whole: true, ghost: true, goOn: this.time.live.peek() });
  }

  setSeed(seed: number): void {
    this.runs.seed = seed;
    this.project.seed.value = seed;
    void this.rerun();
  }

  setAttribute(part: string, name: string, value: string): void {
    const text = this.project.project.peek().files[DIAGRAM];
    const changed = text === undefined ? undefined : setAttribute(text, part, name, value);
    if (changed !== undefined) this.edit(DIAGRAM, changed);
  }

  setControl(part: string, control: string, value: number): void {
    // What has been recorded elsewhere cannot be changed here.
    void this.showSide("A");
    this.control.setControl(part, control, value);
  }

  sendSerial(text: string, board?: string): void {
    void this.showSide("A");
    this.control.sendSerial(text, board);
  }

  async acceptFork(): Promise<void> {
    const input = this.control.accept();
    if (!input) return;
    this.moves.seek(input.time);
    this.runs.reach = Math.max(this.runs.reach, input.time);
    await this.rerun();
  }

  dismissFork(): void {
    this.control.dismiss();
  }

  compareWith(recorded: Parameters<Session["compareWith"]>[0]): Promise<void> {
    return this.comparing.with(recorded);
  }

  stopComparing(): void {
    this.comparing.leave();
  }

  showSide(side: Side): Promise<void> {
    return this.comparing.look(side);
  }

  stepDifference(direction: 1 | -1): Promise<void> {
    return this.moves.stepDifference(direction);
  }

  seek(time: number): void {
    this.moves.seek(time);
  }

  stepEvent(direction: 1 | -1): Promise<void> {
    return this.moves.stepEvent(direction);
  }

  goLive(): void {
    this.moves.goLive();
  }

  play(direction: 1 | -1): void {
    this.moves.play(direction);
  }

  pause(): void {
    this.moves.pause();
  }

  toggle(): void {
    this.moves.toggle();
  }

  setSpeed(speed: number): void {
    this.moves.setSpeed(speed);
  }

  show(span: { readonly start: number; readonly end: number }): void {
    this.moves.show(span);
  }

  fit(): void {
    this.moves.fit();
  }

  runTo(until: number): Promise<void> {
    return this.runs.runTo(until);
  }

  async whole(): Promise<void> {
    const { live, playing, cursor } = this.time;
    if (live.peek() || playing.peek() !== 0) this.moves.seek(cursor.peek());
    await this.runs.runWhole();
  }

  async restart(): Promise<void> {
    this.runs.respawn();
    const { live } = this.time;
    const until = this.runs.reach;
    await Promise.all([
      this.comparing.restore(),
      this.runs.start({ until, whole: !live.peek(), ghost: false, goOn: live.peek() }),
    ]);
  }

  dispose(): void {
    this.edits.cancel();
    this.moves.dispose();
    this.comparing.dispose();
    this.runs.stop();
  }

  private change(project: ProjectFiles, path: string): void {
    this.project.project.value = project;
    // Notes do not change a run.
    if (isForBoard(path) || isAboutProject(path) || isCapture(path) || isPartModule(path)) this.edits.call();
  }

  private forgetMoment(): void {
    const { time, look, forkOffer } = this;
    time.playing.value = 0;
    time.markA.value = undefined;
    time.markB.value = undefined;
    look.selection.value = undefined;
    look.hoveredNet.value = undefined;
    look.laneShown.value = {};
    look.laneOrder.value = [];
    look.stands.value = [];
    look.passage.value = undefined;
    forkOffer.value = undefined;
  }
}

/** All of them but one. */
function without<T>(files: Readonly<Record<string, T>> = {}, path: string): Record<string, T> {
  const { [path]: _, ...others } = files;
  return others;
}

/** The file to show first. */
const programOf = ({ files }: ProjectFiles): string => inOrder(Object.keys(files))[0] ?? "main.py";

/** The store of the workers there are now; after a restart those are others. */
function present(runs: RunControl): StoreApi {
  return {
    connect: (...given) => runs.store.connect(...given),
    info: () => runs.store.info(),
    columns: (...given) => runs.store.columns(...given),
    stateAt: (...given) => runs.store.stateAt(...given),
    tasksAt: (...given) => runs.store.tasksAt(...given),
    serial: (...given) => runs.store.serial(...given),
    next: (...given) => runs.store.next(...given),
    nearest: (...given) => runs.store.nearest(...given),
    momentOf: (...given) => runs.store.momentOf(...given),
    measure: (...given) => runs.store.measure(...given),
    search: (...given) => runs.store.search(...given),
    around: (...given) => runs.store.around(...given),
    overview: (...given) => runs.store.overview(...given),
    exported: (...given) => runs.store.exported(...given),
    recorded: (...given) => runs.store.recorded(...given),
    compare: (...given) => runs.store.compare(...given),
    look: (...given) => runs.store.look(...given),
    comparison: (...given) => runs.store.comparison(...given),
    nextDifference: (...given) => runs.store.nextDifference(...given),
  };
}

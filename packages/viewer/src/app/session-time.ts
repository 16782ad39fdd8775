import { batch, effect } from "@preact/signals";
import type { Nanos } from "@tickless/sim-core";
import { clampView } from "../timeline/scale.js";
import { visibleLanes } from "../timeline/lane-order.js";
import type { LaneRef } from "../protocol/store.js";
import type { PageClock } from "./clock.js";
import type { RunControl } from "./session-run.js";
import type { Span } from "./session.js";
import type { SessionState } from "./session-state.js";

/** A frame of the screen: what shines is seen as its mean over that. */
export const EXPOSURE: Nanos = 16.6e6;
/** A longer pause between two frames (the page was hidden) is not caught up with. */
const LONGEST_FRAME_MS = 100;

/** Where to go from a time, as far as these lanes are concerned; undefined: nowhere. */
type Find = (from: Nanos, lanes: readonly LaneRef[]) => Promise<Nanos | undefined>;

/** Which moment is shown, and how it moves. */
export class TimeControl {
  /** Where the cursor would be if the recording reached that far: edits that break a program do not lose the place. */
  private wanted: Nanos = 0;
  private cancelFrame: (() => void) | undefined;
  private frameAt = 0;
  private moving: Nanos = 0;
  private stepping: Promise<void> | undefined;
  private readonly stop: () => void;

  constructor(
    private readonly state: SessionState,
    private readonly runs: RunControl,
    private readonly clock: PageClock,
  ) {
    this.stop = effect(() => this.refresh());
  }

  /** To a moment of another recording than the present one. */
  expect(time: Nanos): void {
    this.wanted = time;
  }

  seek(time: Nanos): void {
    const { live, playing } = this.state.time;
    const wasLive = live.peek();
    batch(() => {
      live.value = false;
      playing.value = 0;
      this.place(time);
    });
    if (wasLive) this.runs.leave();
  }

  stepEvent(direction: 1 | -1): Promise<void> {
    return this.steps((from, lanes) => this.runs.store.next(from, direction, lanes));
  }

  /** Of two runs over each other. */
  stepDifference(direction: 1 | -1): Promise<void> {
    return this.steps((from, lanes) => this.runs.store.nextDifference(from, direction, lanes));
  }

  private async steps(find: Find): Promise<void> {
    // One step after the other, and at most one in waiting: keys repeat faster than answers come.
    if (this.stepping) return;
    this.stepping = this.step(find).finally(() => (this.stepping = undefined));
    await this.stepping;
  }

  goLive(): void {
    const { time, run } = this.state;
    batch(() => {
      time.live.value = true;
      time.playing.value = 0;
      this.place(run.end.peek());
    });
    this.runs.resume(time.speed.peek());
  }

  play(direction: 1 | -1): void {
    const { time } = this.state;
    if (time.live.peek()) this.runs.leave();
    batch(() => {
      time.live.value = false;
      time.playing.value = direction;
      if (direction === 1 && this.atEnd) this.place(0);
    });
    this.frameAt = this.clock.now();
    this.moving = time.cursor.peek();
    this.nextFrame();
  }

  pause(): void {
    const { time } = this.state;
    if (time.live.peek() || this.state.run.status.peek()?.state === "running") this.runs.pause();
    batch(() => {
      time.live.value = false;
      time.playing.value = 0;
    });
  }

  toggle(): void {
    const { time, run } = this.state;
    if (time.live.peek() || time.playing.peek() !== 0) this.pause();
    else if (this.atEnd && !run.status.peek()?.end) this.goLive();
    else this.play(1);
  }

  setSpeed(speed: number): void {
    if (!(speed > 0)) return;
    const { time, run } = this.state;
    time.speed.value = speed;
    if (time.live.peek() && run.status.peek()?.state === "running" && !run.starting.peek()) this.runs.resume(speed);
  }

  show(span: Span): void {
    const { run, time } = this.state;
    if (!(span.end > span.start)) return;
    time.view.value = clampView(span, Math.max(run.reach.peek(), this.runs.duration, span.start));
  }

  fit(): void {
    const { run, time } = this.state;
    time.view.value = { start: 0, end: Math.max(run.reach.peek(), 1e6) };
  }

  /** The recording is another one, or longer. */
  recordingChanged(): void {
    const { time, run } = this.state;
    const end = run.reach.peek();
    if (time.live.peek()) this.place(run.end.peek());
    else if (time.playing.peek() === 0) time.cursor.value = Math.min(this.wanted, end);
    else if (time.cursor.peek() > end) this.place(end);
  }

  dispose(): void {
    this.stop();
    this.cancelFrame?.();
  }

  private get atEnd(): boolean {
    return this.state.time.cursor.peek() >= this.state.run.reach.peek();
  }

  private place(time: Nanos): void {
    this.wanted = Math.min(this.state.run.reach.peek(), Math.max(0, Math.round(time)));
    this.state.time.cursor.value = this.wanted;
  }

  private async step(find: Find): Promise<void> {
    const { time, run, look } = this.state;
    const { value: selection } = look.selection;
    const lanes = run.lanes.peek();
    const selected = selection?.kind === "lane" ? lanes.filter(({ id }) => id === selection.lane) : [];
    const visible = visibleLanes(lanes, { shown: look.laneShown.peek(), order: look.laneOrder.peek() });
    const refs = (selected.length > 0 ? selected : visible).map(({ id, kind, tracks }) => ({ id, kind, tracks }));
    const from = time.cursor.peek();
    const found = await find(from, refs).catch(() => undefined);
    // Meanwhile somebody may have gone elsewhere.
    if (found !== undefined && (time.cursor.peek() === from || time.live.peek())) this.seek(found);
  }

  private nextFrame(): void {
    this.cancelFrame?.();
    this.cancelFrame = this.clock.frame(() => this.frame());
  }

  /** The cursor moves by itself. */
  private frame(): void {
    const { time, run } = this.state;
    const direction = time.playing.peek();
    if (direction === 0) return;
    const now = this.clock.now();
    const passed = Math.min(LONGEST_FRAME_MS, now - this.frameAt);
    this.frameAt = now;
    const speed = Number.isFinite(time.speed.peek()) ? time.speed.peek() : 1;
    // In fractions of a ns, or slow playing would stand still.
    this.moving += direction * passed * 1e6 * speed;
    const over = direction === 1 ? this.moving >= run.reach.peek() : this.moving <= 0;
    batch(() => {
      this.place(this.moving);
      if (over) time.playing.value = 0;
    });
    if (!over) this.nextFrame();
  }

  /** Asks for the board at the cursor, whenever that or the recording changes. */
  private refresh(): void {
    const { time, run } = this.state;
    const cursor = time.cursor.value;
    void run.version.value;
    if (run.tracks.value.length === 0) return;
    this.runs.store.stateAt(cursor, EXPOSURE).then(
      (state) => {
        if (state.run === this.runs.run) time.state.value = state;
      },
      () => undefined,
    );
  }
}

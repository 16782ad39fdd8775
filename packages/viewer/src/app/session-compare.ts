import { batch, effect } from "@preact/signals";
import type { Side } from "../protocol/store.js";
import type { PageClock } from "./clock.js";
import type { RunControl } from "./session-run.js";
import type { OtherRun, Session } from "./session.js";
import type { SessionState } from "./session-state.js";
import { EXPOSURE } from "./session-time.js";

/** A run that grows is compared again at most this often, ms. */
const PAUSE_MS = 150;

/** Two runs over each other: what runs here, and a recording that is only looked at. */
export class CompareControl {
  /** Grows when something else is to be compared. */
  private asked = 0;
  /** A comparison is due; prevents it. */
  private due: (() => void) | undefined;
  private readonly stop: () => void;

  constructor(
    private readonly state: SessionState,
    private readonly runs: RunControl,
    clock: PageClock,
  ) {
    this.stop = effect(() => {
      void state.run.version.value;
      if (state.compare.other.value) this.due ??= clock.after(() => void this.compare(), PAUSE_MS);
    });
  }

  async with({ project, seed, file }: Parameters<Session["compareWith"]>[0]): Promise<void> {
    const asked = ++this.asked;
    const [info, board] = await Promise.all([this.runs.store.compare(file), this.runs.boardOf(project)]);
    if (!info || asked !== this.asked) return;
    const { run, end, tracks, active } = info;
    this.show({ run, name: project.name, seed, end, tracks, board, active, file });
  }

  /** The run is alone again. */
  leave(): void {
    this.asked++;
    if (!this.state.compare.other.peek()) return;
    this.runs.store.compare(undefined).catch(() => undefined);
    this.show(undefined);
  }

  /** New workers know nothing of the recording. */
  async restore(): Promise<void> {
    const other = this.state.compare.other.peek();
    const info = other && (await this.runs.store.compare(other.file).catch(() => undefined));
    if (info && this.state.compare.other.peek() === other) this.show({ ...other, run: info.run });
  }

  async look(side: Side): Promise<void> {
    const { compare, time, run } = this.state;
    if (!compare.other.peek() || side === compare.side.peek()) return;
    const { store } = this.runs;
    store.look(side).catch(() => undefined);
    // Board and state change together: the one tells which number of the other is which track.
    const state = await store.stateAt(time.cursor.peek(), EXPOSURE).catch(() => undefined);
    if (!compare.other.peek()) return;
    batch(() => {
      compare.side.value = side;
      if (state) time.state.value = state;
      run.version.value++;
    });
  }

  dispose(): void {
    this.stop();
    this.due?.();
  }

  private show(other: OtherRun | undefined): void {
    const { compare, run } = this.state;
    batch(() => {
      compare.other.value = other;
      compare.side.value = "A";
      compare.comparison.value = undefined;
      run.version.value++;
    });
  }

  private async compare(): Promise<void> {
    const { compare } = this.state;
    this.due = undefined;
    const other = compare.other.peek();
    const comparison = await this.runs.store.comparison().catch(() => undefined);
    if (other && compare.other.peek() === other) compare.comparison.value = comparison;
  }
}

import type { Nanos } from "@tickless/sim-core";
import { batch, computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Session, Span } from "../app/session.js";
import type { Columns, Lane, Measurement, TaskState, TimelineEvent } from "../protocol/store.js";
import type { LaneAnswer } from "./answer.js";
import { covers, planColumns, type Plan } from "./column-map.js";
import { SubLines } from "./layout.js";
import { visibleLanes } from "./lane-order.js";
import { latest } from "./latest.js";
import { SearchModel } from "./search-model.js";

/** What the pointer is over. */
export interface Hover {
  readonly time: Nanos;
  /** CSS px within the lanes' area. */
  readonly x: number;
  readonly y: number;
  readonly lane: Lane | undefined;
}

/** More columns than that are not asked for, however many pixels there are. */
const MOST_COLUMNS = 4096;

/** What the timeline knows besides the session: shared by its parts, the transport and the shortcuts. */
export class TimelineModel {
  /** The view goes with a cursor that moves by itself. */
  readonly following = signal(true);
  /** Width of the lanes' area. */
  readonly width = signal(0);
  readonly dpr = signal(1);
  readonly hover: Signal<Hover | undefined> = signal(undefined);
  readonly tableOpen = signal(false);
  readonly current: Signal<LaneAnswer | undefined> = signal(undefined);
  readonly ghost: Signal<LaneAnswer | undefined> = signal(undefined);
  readonly tasks: Signal<readonly TaskState[]> = signal([]);
  readonly measured: Signal<{ readonly lane: Lane; readonly result: Measurement } | undefined> = signal(undefined);
  readonly overview: Signal<{ readonly activity: Float32Array; readonly marks: readonly TimelineEvent[] }> = signal({
    activity: new Float32Array(),
    marks: [],
  });
  /** Grows when tasks or sources of interrupts become known. */
  readonly linesKnown = signal(0);
  readonly lines = new SubLines();
  readonly search: SearchModel;
  readonly lanes: ReadonlySignal<readonly Lane[]>;
  /** The lane that edges, snapping and measuring are about. */
  readonly selected: ReadonlySignal<Lane | undefined>;

  constructor(readonly session: Session) {
    const { run, look } = session;
    this.lanes = computed(() =>
      visibleLanes(run.lanes.value, { shown: look.laneShown.value, order: look.laneOrder.value }),
    );
    this.selected = computed(() => {
      const selection = look.selection.value;
      return selection?.kind === "lane" ? run.lanes.value.find(({ id }) => id === selection.lane) : undefined;
    });
    this.search = new SearchModel(session);
  }

  /** Asks for what the view shows, unless it is there. */
  readonly refresh = (): void => {
    const { run, time, compare } = this.session;
    const width = Math.min(MOST_COLUMNS, Math.round(this.width.value * Math.min(2, this.dpr.value)));
    const lanes = this.lanes.value;
    const view = time.view.value;
    const ghost = run.ghost.value || compare.other.value !== undefined;
    const key = `${run.version.value} ${compare.side.value} ${ghost} ${lanes.map(({ id }) => id).join(" ")}`;
    if (width < 1 || lanes.length === 0 || !(view.end > view.start)) return;
    const answer = this.current.peek();
    if (answer && answer.key === key && covers(answer.plan, view, width)) return;
    this.askColumns({ plan: planColumns(view, width), lanes, key, ghost });
  };

  private readonly askColumns = latest(
    async ({ plan, lanes, ghost }: { plan: Plan; lanes: readonly Lane[]; key: string; ghost: boolean }) => {
      const { store } = this.session;
      const refs = lanes.map(({ id, kind, tracks }) => ({ id, kind, tracks }));
      const current = await store.columns({ ...plan, lanes: refs, layer: "current" });
      return { current, ghost: ghost ? await store.columns({ ...plan, lanes: refs, layer: "ghost" }) : undefined };
    },
    ({ current, ghost }, { lanes, key }) => {
      const { side, other } = this.session.compare;
      const own = this.session.run.status.peek()?.run ?? 0;
      const run = side.peek() === "B" ? (other.peek()?.run ?? own) : own;
      const answer = answerOf(current, lanes, key);
      let learnt = false;
      for (const [id, columns] of answer.lanes) learnt = this.lines.learn(run, id, columns) || learnt;
      batch(() => {
        if (learnt) this.linesKnown.value++;
        this.current.value = answer;
        this.ghost.value = ghost && answerOf(ghost, lanes, key);
      });
      // The view may have gone on in the meantime.
      this.refresh();
    },
  );

  readonly askTasks = latest(
    (time: Nanos) => this.session.store.tasksAt(time),
    (tasks) => (this.tasks.value = tasks),
  );

  readonly askOverview = latest(
    (width: number) => this.session.store.overview(width),
    (overview) => (this.overview.value = overview),
  );

  readonly askMeasure = latest(
    ({ lane, span }: { lane: Lane; span: Span }) =>
      this.session.store.measure(lane, Math.max(0, Math.round(span.start)), Math.round(span.end)),
    (result, { lane }) => (this.measured.value = { lane, result }),
  );
}

function answerOf({ start, end, width, lanes: columns }: Columns, lanes: readonly Lane[], key: string): LaneAnswer {
  const pairs = lanes.flatMap(({ id }, index) => {
    const own = columns[index];
    return own ? [[id, own] as const] : [];
  });
  return { plan: { start, end, width }, key, lanes: new Map(pairs) };
}

const models = new WeakMap<Session, TimelineModel>();

/** The one model of a session's timeline. */
export function timelineOf(session: Session): TimelineModel {
  let model = models.get(session);
  if (!model) models.set(session, (model = new TimelineModel(session)));
  return model;
}

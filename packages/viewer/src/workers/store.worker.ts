import { expose, transfer } from "comlink";
import type { StoreApi, StoreInfo, StoreMessage } from "../protocol/store.js";
import { buffersOfColumns } from "../store/columns/columns.js";
import { TraceStore, type InPlace } from "../store/trace-store.js";

/*
 * The trace store, off the page's thread and off the simulation's: scrubbing never waits for either.
 */

/** The page is told of growth at most this often. */
const GROWTH_MS = 16;

const store = new TraceStore();
let port: MessagePort | undefined;
let onGrowth: ((info: StoreInfo) => void) | undefined;
let pause: ReturnType<typeof setTimeout> | undefined;
let untold = false;

/** Tells the page what has come: at once after a quiet time, else when the pause is over. */
function tell(): void {
  if (pause !== undefined || !untold) return;
  untold = false;
  onGrowth?.(store.info());
  pause = setTimeout(() => {
    pause = undefined;
    tell();
  }, GROWTH_MS);
}

const api: InPlace<StoreApi> = {
  connect(sim, listener) {
    port?.close();
    port = sim;
    onGrowth = listener;
    sim.onmessage = ({ data }: MessageEvent<StoreMessage>) => {
      if (!store.receive(data)) return;
      untold = true;
      tell();
    };
  },
  columns(request) {
    const columns = store.columns(request);
    return transfer(columns, buffersOfColumns(columns));
  },
  stateAt(time, exposure) {
    const state = store.stateAt(time, exposure);
    const arrays = [state.values, state.means, state.periods, ...Object.values(state.pixels)];
    return transfer(
      state,
      arrays.map(({ buffer }) => buffer as ArrayBuffer),
    );
  },
  overview(width) {
    const overview = store.overview(width);
    return transfer(overview, [overview.activity.buffer as ArrayBuffer]);
  },
  info: () => store.info(),
  tasksAt: (time) => store.tasksAt(time),
  serial: (track, time, limit) => store.serial(track, time, limit),
  next: (time, direction, lanes) => store.next(time, direction, lanes),
  nearest: (time, within, lane) => store.nearest(time, within, lane),
  momentOf: (moment) => store.momentOf(moment),
  measure: (lane, start, end) => store.measure(lane, start, end),
  search: (query, from, direction, limit) => store.search(query, from, direction, limit),
  around: (time, limit, tracks) => store.around(time, limit, tracks),
  exported: (format) => store.exported(format),
  recorded(head, files) {
    const bytes = store.recorded(head, files);
    return transfer(bytes, [bytes.buffer as ArrayBuffer]);
  },
  compare: (file) => store.compare(file),
  look: (side) => store.look(side),
  comparison: () => store.comparison(),
  nextDifference: (time, direction, lanes) => store.nextDifference(time, direction, lanes),
};

// Nothing is awaited before this: a message that comes earlier would be lost.
expose(api);

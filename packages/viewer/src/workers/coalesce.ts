import type { StoreApi } from "../protocol/store.js";

/**
 * Asks one question of a kind at a time. Of those that come while an answer is on its way only the newest is asked; whoever
 * asked one of the others gets the answer to that one, too: it is later than what they wanted, and what is shown next anyway.
 */
export class Coalescer {
  private readonly busy = new Map<string, Waiting | undefined>();

  ask<A>(kind: string, question: () => Promise<A>): Promise<A> {
    if (!this.busy.has(kind)) return this.send(kind, question);
    return new Promise<A>((resolve, reject) => {
      const others = this.busy.get(kind)?.answers ?? [];
      const answers = [...others, { resolve: resolve as (answer: unknown) => void, reject }];
      this.busy.set(kind, { question, answers });
    });
  }

  private async send<A>(kind: string, question: () => Promise<A>): Promise<A> {
    this.busy.set(kind, undefined);
    try {
      return await question();
    } finally {
      const waiting = this.busy.get(kind);
      this.busy.delete(kind);
      if (waiting) this.next(kind, waiting);
    }
  }

  private next(kind: string, { question, answers }: Waiting): void {
    this.send(kind, question).then(
      (answer) => answers.forEach(({ resolve }) => resolve(answer)),
      (error: unknown) => answers.forEach(({ reject }) => reject(error)),
    );
  }
}

interface Waiting {
  readonly question: () => Promise<unknown>;
  readonly answers: readonly {
    readonly resolve: (answer: unknown) => void;
    readonly reject: (error: unknown) => void;
  }[];
}

/**
 * A store of which each kind of question keeps only its newest in the queue, so that scrubbing never falls behind. Questions
 * are of one kind when nothing but the time differs: the same lanes and layer, the same track, the same search.
 */
export function latestOnly(store: StoreApi): StoreApi {
  const queue = new Coalescer();
  const ids = (lanes: readonly { readonly id: string }[]): string => lanes.map(({ id }) => id).join("|");
  return {
    connect: (sim, onGrowth) => store.connect(sim, onGrowth),
    info: () => queue.ask("info", () => store.info()),
    columns: (request) => queue.ask(`columns ${request.layer} ${ids(request.lanes)}`, () => store.columns(request)),
    stateAt: (time, exposure) => queue.ask(`stateAt ${exposure}`, () => store.stateAt(time, exposure)),
    tasksAt: (time) => queue.ask("tasksAt", () => store.tasksAt(time)),
    serial: (track, time, limit) => queue.ask(`serial ${track} ${limit}`, () => store.serial(track, time, limit)),
    next: (time, direction, lanes) =>
      queue.ask(`next ${time} ${direction} ${ids(lanes)}`, () => store.next(time, direction, lanes)),
    nearest: (time, within, lane) => queue.ask(`nearest ${lane.id}`, () => store.nearest(time, within, lane)),
    momentOf: (moment) => store.momentOf(moment),
    measure: (lane, start, end) => queue.ask(`measure ${lane.id}`, () => store.measure(lane, start, end)),
    search: (query, from, direction, limit) =>
      queue.ask(`search ${JSON.stringify([query, from, direction, limit])}`, () =>
        store.search(query, from, direction, limit),
      ),
    around: (time, limit, tracks) =>
      queue.ask(`around ${limit} ${tracks.join("|")}`, () => store.around(time, limit, tracks)),
    overview: (width) => queue.ask(`overview ${width}`, () => store.overview(width)),
    exported: (format) => store.exported(format),
    recorded: (head, files) => store.recorded(head, files),
    compare: (file) => store.compare(file),
    look: (side) => store.look(side),
    comparison: () => queue.ask("comparison", () => store.comparison()),
    nextDifference: (time, direction, lanes) =>
      queue.ask(`nextDifference ${time} ${direction} ${ids(lanes)}`, () =>
        store.nextDifference(time, direction, lanes),
      ),
  };
}

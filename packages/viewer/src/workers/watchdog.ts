/** The worker that was asked does not live any more: whatever it was asked is not answered. */
export class WorkerGone extends Error {
  override readonly name = "WorkerGone";
}

export interface WatchOptions {
  /** Asks the worker for a sign of life. */
  readonly ping: () => Promise<unknown>;
  /** The worker is gone; `message` is for people. Called once. */
  readonly onGone: (message: string) => void;
  /** Calls again and again; returns what ends that. */
  readonly every?: (action: () => void, ms: number) => () => void;
}

const TICK_MS = 1000;
/** Ticks without a sign of life after which a worker counts as hanging. Ticks, because a computer may sleep in between. */
const PATIENCE = 10;

const everyInterval = (action: () => void, ms: number): (() => void) => {
  const timer = setInterval(action, ms);
  return () => clearInterval(timer);
};

/**
 * Calls to a worker never fail by themselves when it dies: they are not answered. This makes them fail, when the worker tells
 * an error or gives no sign of life.
 */
export class Watchdog {
  private readonly pending = new Set<(error: WorkerGone) => void>();
  private gone: WorkerGone | undefined;
  private silent = 0;
  private asked = false;
  private readonly stop: () => void;

  constructor(private readonly options: WatchOptions) {
    this.stop = (options.every ?? everyInterval)(() => this.tick(), TICK_MS);
  }

  /** The call's answer, or WorkerGone. */
  guard<A>(call: () => Promise<A>): Promise<A> {
    if (this.gone) return Promise.reject(this.gone);
    return new Promise<A>((resolve, reject) => {
      this.pending.add(reject);
      call()
        .then(resolve, reject)
        .finally(() => this.pending.delete(reject));
    });
  }

  /** The worker has failed: all that it was asked fails. */
  fail(message: string): void {
    if (this.gone) return;
    this.end(message);
    this.options.onGone(message);
  }

  /** Ends the watch: nobody wants to know any more. */
  end(message = "the worker was stopped"): void {
    if (this.gone) return;
    this.stop();
    this.gone = new WorkerGone(message);
    for (const reject of this.pending) reject(this.gone);
    this.pending.clear();
  }

  private tick(): void {
    if (this.asked && ++this.silent >= PATIENCE) return this.fail(`it has not answered for ${PATIENCE} seconds`);
    if (this.asked) return;
    this.asked = true;
    const answered = (): void => {
      this.asked = false;
      this.silent = 0;
    };
    this.options.ping().then(answered, answered);
  }
}

/** An object all of whose methods are guarded. */
export function guarded<Api extends object>(
  api: Api,
  watchdog: Watchdog,
  methods: readonly (keyof Api & string)[],
): Api {
  const calls = methods.map((name) => {
    // Each look at a comlink object makes a new proxy.
    const method = api[name] as (...args: unknown[]) => Promise<unknown>;
    return [name, (...args: unknown[]) => watchdog.guard(() => method(...args))] as const;
  });
  return Object.fromEntries(calls) as Api;
}

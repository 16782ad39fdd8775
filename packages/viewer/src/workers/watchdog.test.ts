import { describe, expect, it } from "vitest";
import { guarded, Watchdog, WorkerGone } from "./watchdog.js";

function watched() {
  let tick = (): void => undefined;
  let ticking = true;
  const told: string[] = [];
  const pings: (() => void)[] = [];
  const watchdog = new Watchdog({
    ping: () => new Promise<void>((resolve) => pings.push(resolve)),
    onGone: (message) => told.push(message),
    every: (action) => {
      tick = action;
      return () => void (ticking = false);
    },
  });
  const pass = (seconds: number): void => {
    for (let i = 0; i < seconds && ticking; i++) tick();
  };
  return { watchdog, told, pings, pass };
}

const never = (): Promise<string> => new Promise(() => undefined);

describe("calls to a worker", () => {
  it("are answered, or fail as they do", async () => {
    const { watchdog } = watched();
    expect(await watchdog.guard(() => Promise.resolve(1))).toBe(1);
    await expect(watchdog.guard(() => Promise.reject(new RangeError("no")))).rejects.toThrow(RangeError);
  });

  it("fail when the worker tells an error, and so do all that come later", async () => {
    const { watchdog, told } = watched();
    const waiting = watchdog.guard(never);
    watchdog.fail("it could not be loaded");
    watchdog.fail("twice");
    await expect(waiting).rejects.toThrow(WorkerGone);
    await expect(watchdog.guard(() => Promise.resolve(1))).rejects.toThrow("it could not be loaded");
    expect(told).toEqual(["it could not be loaded"]);
  });

  it("fail when it gives no sign of life for ten seconds, and not before", async () => {
    const { watchdog, told, pass } = watched();
    const waiting = watchdog.guard(never);
    pass(10);
    expect(told).toEqual([]);
    pass(1);
    expect(told).toEqual(["it has not answered for 10 seconds"]);
    await expect(waiting).rejects.toThrow("not answered");
  });

  it("may take long while it gives signs of life", async () => {
    const { watchdog, told, pings, pass } = watched();
    void watchdog.guard(never).catch(() => undefined);
    for (let i = 0; i < 20; i++) {
      pass(5);
      pings.shift()?.();
      await Promise.resolve().then(() => undefined);
    }
    expect(told).toEqual([]);
  });

  it("fail quietly when the watch is ended", async () => {
    const { watchdog, told } = watched();
    const waiting = watchdog.guard(never);
    watchdog.end();
    await expect(waiting).rejects.toThrow(WorkerGone);
    expect(told).toEqual([]);
  });

  it("are guarded all at once", async () => {
    const { watchdog } = watched();
    const api = guarded({ one: never, two: (n: number) => Promise.resolve(n) }, watchdog, ["one", "two"]);
    expect(await api.two(2)).toBe(2);
    const waiting = api.one();
    watchdog.fail("gone");
    await expect(waiting).rejects.toThrow("gone");
  });
});

import { ms } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { rows, start } from "./support/tasks.js";

function traced(program: string): string[] {
  const run = start(program);
  while (run.step());
  expect(run.result()).toMatchObject({ end: "finished" });
  return rows(run.sim);
}

describe("the track of tasks", () => {
  it("tells when tasks are made, run, wait and end, and what for", () => {
    const program = `
async def blink(lock):
    async with lock:
        await sleep_ms(3)

async def main():
    lock = Lock()
    first, second = [create_task(blink(lock)) for _ in "ab"]
    await first
    await sleep(0.5)

run(main())
`;
    expect(traced(program)).toEqual([
      "0 t1 created main",
      "0 t1 running",
      "0 t2 created blink",
      "0 t3 created blink",
      "0 t1 waiting task",
      "0 t2 running",
      "0 t2 waiting sleep",
      "0 t3 running",
      "0 t3 waiting lock",
      "3 t2 running",
      "3 t2 ended",
      "3 t3 running",
      "3 t3 waiting sleep",
      "3 t1 running",
      "3 t1 waiting sleep",
      "6 t3 running",
      "6 t3 ended",
      "503 t1 running",
      "503 t1 ended",
    ]);
  });

  it("knows events, flags that handlers set, and gather", () => {
    const program = `
from machine import Timer

async def main():
    event, flag = Event(), ThreadSafeFlag()

    async def setter():
        await flag.wait()
        event.set()

    Timer(period=4, mode=Timer.ONE_SHOT, hard=True, callback=lambda _: flag.set())
    await gather(setter(), event.wait())

run(main())
`;
    expect(traced(program)).toEqual([
      "0 t1 created main",
      "0 t1 running",
      "0 t2 created setter",
      "0 t3 created wait",
      "0 t1 waiting gather",
      "0 t2 running",
      "0 t2 waiting flag",
      "0 t3 running",
      "0 t3 waiting event",
      "4 t2 running",
      "4 t2 ended",
      "4 t3 running",
      "4 t3 ended",
      "4 t1 running",
      "4 t1 ended",
    ]);
  });

  it("has a task that is cancelled, wherever it waits, and one that fails", () => {
    const program = `
async def wait(event):
    try:
        await event.wait()
    finally:
        await sleep_ms(2)

async def fail():
    raise ValueError

async def main():
    get_event_loop().set_exception_handler(lambda *_: None)
    tasks = [create_task(x) for x in (wait(Event()), fail())]
    await sleep_ms(1)
    tasks[0].cancel()
    create_task(fail()).cancel()
    try:
        await tasks[0]
    except CancelledError:
        pass

run(main())
`;
    expect(traced(program)).toEqual([
      "0 t1 created main",
      "0 t1 running",
      "0 t2 created wait",
      "0 t3 created fail",
      "0 t1 waiting sleep",
      "0 t2 running",
      "0 t2 waiting event",
      "0 t3 running",
      "0 t3 ended",
      "1 t1 running",
      "1 t4 created fail",
      "1 t1 waiting task",
      "1 t2 running",
      "1 t2 waiting sleep",
      "1 t4 running",
      "1 t4 ended",
      "3 t2 running",
      "3 t2 ended",
      "3 t1 running",
      "3 t1 ended",
    ]);
  });

  it("shows wait_for at work: a task of its own awaits, the one that called it sleeps", () => {
    const program = `
async def main():
    try:
        await wait_for_ms(Event().wait(), 5)
    except TimeoutError:
        pass
    await wait_for_ms(sleep_soon(), 5)

async def sleep_soon():
    await sleep_ms(1)

run(main())
`;
    expect(traced(program)).toEqual([
      "0 t1 created main",
      "0 t1 running",
      "0 t2 created wait",
      "0 t3 created _run",
      "0 t1 waiting sleep",
      "0 t2 running",
      "0 t2 waiting event",
      "0 t3 running",
      "0 t3 waiting task",
      "5 t1 running",
      "5 t1 waiting task",
      "5 t2 running",
      "5 t2 ended",
      "5 t3 running",
      "5 t3 ended",
      "5 t1 running",
      "5 t4 created sleep_soon",
      "5 t5 created _run",
      "5 t1 waiting sleep",
      "5 t4 running",
      "5 t4 waiting sleep",
      "5 t5 running",
      "5 t5 waiting task",
      "6 t4 running",
      "6 t4 ended",
      "6 t5 running",
      "6 t5 ended",
      "6 t1 running",
      "6 t1 ended",
    ]);
  });

  it("has streams, what is not of asyncio by its own name, and tasks that nobody made by create_task", () => {
    const program = `
import sys

class Signal:
    def __iter__(self):
        return self

    def __next__(self):
        current_task().data = self

    def remove(self, task):
        pass

def custom():
    current_task().data = Signal()
    yield

async def signal():
    await Signal()

async def main():
    out = StreamWriter(sys.stdout)
    out.out_buf = b"x"
    tasks = [create_task(x) for x in (StreamReader(sys.stdin).readline(), signal(), custom())]
    await out.drain()
    for task in tasks:
        task.cancel()
    get_event_loop().stop()

create_task(main())
get_event_loop().run_forever()
`;
    expect(traced(program).filter((row) => !row.endsWith("running"))).toEqual([
      "0 t1 created main",
      "0 t2 created readline",
      "0 t3 created signal",
      "0 t4 created custom",
      "0 t1 waiting stream write",
      "0 t2 waiting stream read",
      "0 t3 waiting Signal",
      "0 t4 waiting custom",
      "0 t1 ended",
      "0 t2 ended",
      "0 t3 ended",
      "0 t4 ended",
      "0 t5 created _stopper",
      "0 t5 ended",
    ]);
  });

  it("begins anew when the board does", () => {
    const program = `
import machine, os

async def main():
    create_task(sleep_long())
    await sleep_ms(2)
    if "again" not in os.listdir():
        open("again", "w").close()
        machine.soft_reset()

async def sleep_long():
    await sleep_ms(100)

run(main())
`;
    const life = (from: number): string[] =>
      [
        "0 t1 created main",
        "0 t1 running",
        "0 t2 created sleep_long",
        "0 t1 waiting sleep",
        "0 t2 running",
        "0 t2 waiting sleep",
        "2 t1 running",
        "2 t1 ended",
      ].map((row) => row.replace(/^\d+/, (time) => String(from + Number(time))));
    expect(traced(program)).toEqual([...life(0), ...life(2)]);
  });

  it("forgets a task that has ended", () => {
    const run = start(`
async def nothing():
    pass

async def main():
    for _ in range(100):
        await create_task(nothing())
    await sleep_ms(1)

run(main())
`);
    run.sim.runUntil(ms(0.5));
    const { firmware: state } = run.sim.snapshot().runners[0] as { firmware: { tasks: unknown } };
    expect(state.tasks).toMatchObject({ count: 101, numbers: [[expect.any(Number), 1]], pending: [] });
  });
});

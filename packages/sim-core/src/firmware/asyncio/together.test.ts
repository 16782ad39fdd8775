import { describe, expect, it } from "vitest";
import { runTasks } from "../../../tests/task-bench.js";
import type { TaskMcu } from "../task-mcu.js";
import {
  Barrier,
  CancelledError,
  createTask,
  Event,
  every,
  first,
  forEach,
  gather,
  Lock,
  Queue,
  Semaphore,
  sleepMs,
  TaskGroup,
  waitFor,
  waitForMs,
  withLock,
  type Coroutine,
} from "./index.js";

const lines = (main: (mcu: TaskMcu) => Coroutine<unknown>): readonly string[] => runTasks(main).lines;

function* after<T>(ms: number, value: T): Coroutine<T> {
  yield* sleepMs(ms);
  return value;
}

function* failing(ms: number, message: string): Coroutine<never> {
  yield* sleepMs(ms);
  throw new Error(message);
}

describe("Event", () => {
  it("wakes all that wait, in the order in which they came", () => {
    const printed = lines(function* (mcu) {
      const event = new Event();
      function* wait(name: string): Coroutine {
        mcu.print(name, yield* event.wait(), mcu.ticksMs());
      }
      const tasks = ["a", "b", "c"].map((name) => createTask(wait(name)));
      yield* sleepMs(3);
      event.set();
      yield* wait("at once");
      yield* gather(tasks);
      event.clear();
      mcu.print(event.isSet());
    });
    expect(printed).toEqual(["at once true 3", "a true 3", "b true 3", "c true 3", "false"]);
  });
});

describe("Lock", () => {
  it("goes from one to the next", () => {
    const printed = lines(function* (mcu) {
      const lock = new Lock();
      function* hold(name: string): Coroutine {
        yield* withLock(lock, function* () {
          mcu.print(name, mcu.ticksMs(), lock.locked());
          yield* sleepMs(2);
        });
      }
      yield* gather(["a", "b", "c"].map(hold));
      mcu.print(lock.locked());
    });
    expect(printed).toEqual(["a 0 true", "b 2 true", "c 4 true", "false"]);
  });

  it("is not lost with a task that is cancelled when it was its turn", () => {
    const printed = lines(function* (mcu) {
      const lock = new Lock();
      yield* lock.acquire();
      const tasks = ["a", "b"].map((name) => {
        return createTask(withLock(lock, () => after(0, name)));
      });
      yield* sleepMs(1);
      lock.release();
      tasks[0]!.cancel();
      mcu.print(yield* tasks[1]!);
    });
    expect(printed).toEqual(["b"]);
  });

  it("cannot be released by nobody", () => {
    expect(() => new Lock().release()).toThrow("Lock not acquired");
  });
});

describe("Queue", () => {
  it("hands items over, holds those who put too much, and lets nothing get lost", () => {
    const printed = lines(function* (mcu) {
      const queue = new Queue<number>(2);
      function* produce(): Coroutine {
        for (let item = 0; item < 4; item++) {
          yield* queue.put(item);
          mcu.print("put", item, mcu.ticksMs());
        }
      }
      function* consume(): Coroutine {
        for (let i = 0; i < 4; i++) {
          yield* sleepMs(5);
          mcu.print("got", yield* queue.get());
        }
      }
      yield* gather([produce(), consume()]);
      mcu.print(queue.empty(), queue.full(), queue.qsize());
    });
    expect(printed).toEqual([
      "put 0 0",
      "put 1 0",
      "got 0",
      "put 2 5",
      "got 1",
      "put 3 10",
      "got 2",
      "got 3",
      "true false 0",
    ]);
  });

  it("passes an item on when the one that it woke is cancelled", () => {
    const printed = lines(function* (mcu) {
      const queue = new Queue<string>();
      const [a, b] = [createTask(queue.get()), createTask(queue.get())];
      yield* sleepMs(1);
      queue.putNowait("item");
      a.cancel();
      mcu.print(yield* b);
    });
    expect(printed).toEqual(["item"]);
  });

  it("one that is cancelled while it waits wakes nobody", () => {
    const printed = lines(function* (mcu) {
      const queue = new Queue<string>();
      function* get(name: string): Coroutine {
        mcu.print(name, yield* queue.get());
      }
      const tasks = ["a", "b", "c"].map((name) => createTask(get(name)));
      yield* sleepMs(1);
      queue.putNowait("1");
      tasks[1]!.cancel();
      yield* sleepMs(1);
      queue.putNowait("2");
      yield* sleepMs(1);
    });
    expect(printed).toEqual(["a 1", "c 2"]);
  });

  it("says so when it is empty or full", () => {
    const queue = new Queue<number>(1);
    expect(() => queue.getNowait()).toThrow(expect.objectContaining({ name: "QueueEmpty" }));
  });
});

describe("Semaphore and Barrier", () => {
  it("a semaphore lets a number in", () => {
    const printed = lines(function* (mcu) {
      const semaphore = new Semaphore(2);
      function* enter(name: string): Coroutine {
        yield* semaphore.acquire();
        mcu.print(name, mcu.ticksMs());
        yield* sleepMs(3);
        semaphore.release();
      }
      const tasks = ["a", "b", "c", "d"].map((name) => createTask(enter(name)));
      yield* sleepMs(1);
      tasks[2]!.cancel();
      yield* tasks[3]!;
      mcu.print(semaphore.locked());
    });
    expect(printed).toEqual(["a 0", "b 0", "d 3", "false"]);
  });

  it("a barrier holds tasks until all have come", () => {
    const printed = lines(function* (mcu) {
      const barrier = new Barrier(3);
      function* meet(ms: number): Coroutine {
        yield* sleepMs(ms);
        mcu.print(ms, yield* barrier.wait(), mcu.ticksMs());
      }
      yield* gather([meet(1), meet(5), meet(3)]);
      mcu.print(barrier.waiting);
    });
    expect(printed).toEqual(["5 2 5", "1 0 5", "3 1 5", "0"]);
  });
});

describe("gather", () => {
  it("gives results in order; with returnExceptions errors are among them", () => {
    const printed = lines(function* (mcu) {
      mcu.print((yield* gather([after(3, "x"), after(1, "y")])).join());
      mcu.print((yield* gather([failing(2, "no"), after(1, 1)], { returnExceptions: true })).join());
      mcu.print((yield* gather([])).length);
    });
    expect(printed).toEqual(["x,y", "Error: no,1", "0"]);
  });

  it("throws the first error, and lets go of the others; cancelled, it cancels them", () => {
    const printed = lines(function* (mcu) {
      function* say(): Coroutine {
        try {
          yield* sleepMs(4);
          mcu.print("went on", mcu.ticksMs());
        } catch (error) {
          mcu.print(String(error), mcu.ticksMs());
          throw error;
        }
      }
      try {
        yield* gather([say(), failing(1, "no")]);
      } catch (error) {
        mcu.print(String(error), mcu.ticksMs());
      }
      yield* sleepMs(5);
      const task = createTask(gather([say(), say()]));
      yield* sleepMs(1);
      task.cancel();
      yield* sleepMs(1);
    });
    expect(printed).toEqual(["Error: no 1", "went on 4", "CancelledError 7", "CancelledError 7"]);
  });
});

describe("waitFor", () => {
  it("gives the result, passes errors on, and cancels what takes too long", () => {
    const printed = lines(function* (mcu) {
      mcu.print(yield* waitFor(after(5, "in time"), 0.01), yield* waitFor(after(1, "no limit"), null));
      for (const coroutine of [failing(1, "no"), after(9, "late")]) {
        try {
          yield* waitForMs<unknown>(coroutine, 5);
        } catch (error) {
          mcu.print(String(error), mcu.ticksMs());
        }
      }
    });
    expect(printed).toEqual(["in time no limit", "Error: no 7", "TimeoutError 12"]);
  });
});

describe("first", () => {
  it("gives the one that ended first and cancels the others", () => {
    const printed = lines(function* (mcu) {
      const slow = createTask(after(9, "slow"));
      const { index, value } = yield* first(slow, after(2, "fast"));
      yield* sleepMs(0);
      mcu.print(index, value, mcu.ticksMs(), slow.done());
    });
    expect(printed).toEqual(["1 fast 2 true"]);
  });
});

describe("TaskGroup", () => {
  it("ends when all its tasks have", () => {
    const printed = lines(function* (mcu) {
      const result = yield* new TaskGroup().run(function* (group) {
        const task = group.createTask(after(3, "child"));
        group.createTask(after(8, "longest"));
        return yield* task;
      });
      mcu.print(result, mcu.ticksMs());
    });
    expect(printed).toEqual(["child 8"]);
  });

  it("one that fails cancels its siblings and the body, and the group waits until they have cleaned up", () => {
    const printed = lines(function* (mcu) {
      function* tidy(name: string): Coroutine {
        try {
          yield* sleepMs(100);
        } catch (error) {
          yield* sleepMs(2);
          mcu.print(name, error instanceof CancelledError, mcu.ticksMs());
          throw error;
        }
      }
      try {
        yield* new TaskGroup().run(function* (group) {
          group.createTask(tidy("sibling"));
          group.createTask(failing(5, "broken"));
          yield* tidy("body");
        });
      } catch (error) {
        mcu.print(String(error), mcu.ticksMs());
      }
    });
    expect(printed).toEqual(["sibling true 7", "body true 7", "Error: broken 7"]);
  });

  it("cancelled from outside, it cancels its tasks and passes that on", () => {
    const printed = lines(function* (mcu) {
      let child: { done(): boolean } | undefined;
      const outer = createTask(
        new TaskGroup().run(function* (group) {
          child = group.createTask(sleepMs(100));
          yield* sleepMs(0);
        }),
      );
      yield* sleepMs(5);
      outer.cancel();
      try {
        yield* outer;
      } catch (error) {
        mcu.print(String(error), child?.done(), mcu.ticksMs());
      }
    });
    expect(printed).toEqual(["CancelledError true 5"]);
  });
});

describe("sources", () => {
  it("beat without drift", () => {
    const printed = lines(function* (mcu) {
      yield* forEach(every(10), function* (beat) {
        mcu.print(beat, mcu.ticksMs());
        yield* sleepMs(3);
        return beat < 2;
      });
    });
    expect(printed).toEqual(["0 10", "1 20", "2 30"]);
  });
});

import { describe, expect, it } from "vitest";
import { runTasks } from "../../../tests/task-bench.js";
import type { TaskMcu } from "../task-mcu.js";
import {
  CancelledError,
  createTask,
  currentTask,
  Event,
  gather,
  getEventLoop,
  newEventLoop,
  run,
  sleep,
  sleepMs,
  type Coroutine,
} from "./index.js";

/** What the program prints. */
const lines = (main: (mcu: TaskMcu) => Coroutine<unknown>): readonly string[] => runTasks(main).lines;

describe("order", () => {
  it("is that of the ticks, and of equal ticks first in, first out", () => {
    const printed = lines(function* (mcu) {
      function* say(name: string, ...times: number[]): Coroutine {
        for (const time of times) {
          yield* sleepMs(time);
          mcu.print(name, mcu.ticksMs());
        }
      }
      yield* gather([say("a", 2, 2, 0), say("b", 1, 3), say("c", 4, 0), say("d", 0)]);
    });
    expect(printed).toEqual(["d 0", "b 1", "a 2", "c 4", "b 4", "a 4", "c 4", "a 4"]);
  });

  it("negative times are none, and parts of a millisecond do not count", () => {
    const printed = lines(function* (mcu) {
      yield* sleepMs(-5);
      yield* sleep(0.0019);
      mcu.print(mcu.ticksMs());
    });
    expect(printed).toEqual(["1"]);
  });
});

describe("tasks", () => {
  it("are awaited, before their end and after it, by any number of others", () => {
    const printed = lines(function* (mcu) {
      function* work(): Coroutine<string> {
        yield* sleepMs(3);
        return "done";
      }
      const task = createTask(work());
      function* wait(name: string): Coroutine {
        mcu.print(name, yield* task, mcu.ticksMs());
      }
      yield* gather([wait("a"), wait("b")]);
      mcu.print(task.done(), yield* task.join());
    });
    expect(printed).toEqual(["a done 3", "b done 3", "true done"]);
  });

  it("are ended by errors, which whoever awaits them gets", () => {
    const printed = lines(function* (mcu) {
      function* fail(): Coroutine {
        yield* sleepMs(1);
        throw new RangeError("too far");
      }
      const task = createTask(fail());
      for (let i = 0; i < 2; i++) {
        try {
          yield* task;
        } catch (error) {
          mcu.print(String(error));
        }
      }
    });
    expect(printed).toEqual(["RangeError: too far", "RangeError: too far"]);
  });

  it("know themselves", () => {
    const printed = lines(function* (mcu) {
      const myself = function* (): Coroutine<unknown> {
        yield* sleepMs(0);
        return currentTask();
      };
      const task = createTask(myself(), "me");
      mcu.print(task.name, (yield* task) === task);
    });
    expect(printed).toEqual(["me true"]);
  });
});

describe("an error that nobody retrieves", () => {
  function* fail(): Coroutine {
    yield* sleepMs(0);
    throw new Error("lost");
  }

  it("is reported when its task would run once more", () => {
    const printed = lines(function* (mcu) {
      getEventLoop().setExceptionHandler((_, { message, exception, future }) => {
        mcu.print(message, (exception as Error).message, future.name);
      });
      createTask(fail(), "loser");
      yield* sleepMs(1);
      mcu.print("end");
    });
    expect(printed).toEqual(["Task exception wasn't retrieved lost loser", "end"]);
  });

  it("is not, when somebody awaits the task by then", () => {
    const printed = lines(function* (mcu) {
      getEventLoop().setExceptionHandler(() => mcu.print("reported"));
      const task = createTask(fail());
      function* late(): Coroutine {
        yield* sleepMs(0);
        try {
          yield* task;
        } catch {
          mcu.print("taken");
        }
      }
      yield* gather([late(), sleepMs(2)]);
    });
    expect(printed).toEqual(["taken"]);
  });

  it("is printed unless there is a handler; a cancellation is not", () => {
    const printed = lines(function* () {
      createTask(fail(), "loser");
      createTask(sleepMs(10)).cancel();
      yield* sleepMs(2);
    });
    expect(printed).toEqual(["Task exception wasn't retrieved", "future: task 'loser'", "Error: lost"]);
  });
});

describe("cancelling", () => {
  function* guarded(mcu: TaskMcu, name: string, wait: () => Coroutine<unknown>): Coroutine {
    try {
      mcu.print(name, "begins");
      yield* wait();
    } catch (error) {
      mcu.print(name, error instanceof CancelledError, mcu.ticksMs());
      throw error;
    } finally {
      yield* sleepMs(1);
      mcu.print(name, "cleaned up", mcu.ticksMs());
    }
  }

  it("throws where the task waits, and its finally may wait", () => {
    const printed = lines(function* (mcu) {
      const task = createTask(guarded(mcu, "a", () => sleepMs(100)));
      yield* sleepMs(2);
      mcu.print(task.cancel(), task.done());
      try {
        yield* task;
      } catch (error) {
        mcu.print(error instanceof CancelledError, task.cancel());
      }
    });
    expect(printed).toEqual(["a begins", "true false", "a true 2", "a cleaned up 3", "true false"]);
  });

  it("a task that has not begun never begins", () => {
    const printed = lines(function* (mcu) {
      createTask(guarded(mcu, "a", () => sleepMs(1))).cancel();
      yield* sleepMs(5);
    });
    expect(printed).toEqual([]);
  });

  it("goes to what is awaited, and takes tasks out of where they wait", () => {
    const printed = lines(function* (mcu) {
      const event = new Event();
      const inner = createTask(guarded(mcu, "inner", () => event.wait()));
      const outer = createTask(guarded(mcu, "outer", () => inner.join()));
      yield* sleepMs(1);
      outer.cancel();
      yield* sleepMs(0);
      event.set();
      yield* sleepMs(5);
    });
    expect(printed).toEqual([
      "inner begins",
      "outer begins",
      "inner true 1",
      "inner cleaned up 2",
      "outer true 2",
      "outer cleaned up 3",
    ]);
  });

  it("cannot be done to oneself", () => {
    const printed = lines(function* (mcu) {
      try {
        currentTask().cancel();
      } catch (error) {
        mcu.print(String(error));
      }
      yield* sleepMs(0);
    });
    expect(printed).toEqual(["RuntimeError: can't cancel self"]);
  });
});

describe("mistakes", () => {
  it("a coroutine that yields something foreign gets an error that names its task and what it was", () => {
    const printed = lines(function* (mcu) {
      function* wrong(value: unknown): Coroutine {
        try {
          yield value as never;
        } catch (error) {
          mcu.print((error as Error).message);
        }
      }
      yield* gather([createTask(wrong(42), "a"), createTask(wrong(sleepMs(1)), "b"), createTask(wrong([1]), "c")]);
    });
    expect(printed).toEqual([
      "task 'a' yielded 42",
      "task 'b' yielded a coroutine; to call it, write yield* in place of yield",
      "task 'c' yielded a list",
    ]);
  });

  it("something that is no coroutine is no task", () => {
    const { lines, status } = runTasks(function* () {
      createTask(sleepMs as never);
      yield* sleepMs(0);
    });
    expect(lines.at(-1)).toBe("TypeError: a coroutine is expected, not the function 'sleepMs'");
    expect(status).toBe("exception");
  });
});

describe("run", () => {
  it("comes back when its coroutine has ended; others wait for the next run", () => {
    const printed = lines(function* (mcu) {
      function* background(): Coroutine {
        for (let i = 0; ; i++) {
          mcu.print("background", i, mcu.ticksMs());
          yield* sleepMs(2);
        }
      }
      createTask(background());
      yield* run(sleepMs(3));
      yield* mcu.delayMs(10);
      mcu.print("between");
      yield* run(sleepMs(1));
    });
    expect(printed).toEqual(["background 0 0", "background 1 2", "between", "background 2 13"]);
  });

  it("after newEventLoop nothing is left of what was there", () => {
    const printed = lines(function* (mcu) {
      const event = new Event();
      const forgotten = createTask(sleepMs(1));
      createTask(event.wait());
      newEventLoop();
      forgotten.cancel();
      yield* run(sleepMs(5));
      mcu.print(forgotten.done(), mcu.ticksMs());
    });
    expect(printed).toEqual(["false 5"]);
  });

  it("throws what its coroutine throws", () => {
    const { lines, status, sim } = runTasks(function* () {
      yield* sleepMs(7);
      throw new RangeError("over");
    });
    expect({ lines, status }).toEqual({
      lines: ["Traceback (most recent call last):", "RangeError: over"],
      status: "exception",
    });
    expect(sim.end).toMatchObject({ exception: "RangeError", time: 7e6 });
  });

  it("a program that waits for nobody is a deadlock", () => {
    expect(runTasks(() => new Event().wait()).status).toBe("deadlock");
  });
});

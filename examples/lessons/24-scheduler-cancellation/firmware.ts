/** A motor is stopped, three ways. The same program in Python is in same.py. */

import { asyncio, type TaskMcu } from "@tickless/sim-core";

type Coroutine<T = void> = asyncio.Coroutine<T>;
const { CancelledError, createTask, gather, sleepMs, TimeoutError, waitForMs } = asyncio;

function* motor(mcu: TaskMcu, name: string): Coroutine {
  mcu.print(name, "on");
  try {
    yield* sleepMs(1000);
    mcu.print(name, "has arrived");
  } catch (error) {
    if (error instanceof CancelledError) mcu.print(name, "is told to stop");
    throw error;
  } finally {
    yield* sleepMs(30); // it brakes
    mcu.print(name, "off");
  }
}

export default function* main(mcu: TaskMcu): Coroutine {
  mcu.print("cancel");
  const task = createTask(motor(mcu, "belt"));
  yield* sleepMs(100);
  mcu.print("cancelled:", task.cancel() ? "yes" : "no");
  mcu.print("done:", task.done() ? "yes" : "no");
  try {
    yield* task;
  } catch (error) {
    mcu.print("ended by", error instanceof CancelledError ? "CancelledError" : "?");
  }

  mcu.print("gather");
  const both = createTask(gather([motor(mcu, "left"), motor(mcu, "right")]), "both");
  yield* sleepMs(100);
  both.cancel();
  try {
    yield* both;
  } catch {
    mcu.print("gather has ended");
  }
  yield* sleepMs(100);

  mcu.print("wait_for");
  try {
    yield* waitForMs(motor(mcu, "lift"), 100);
  } catch (error) {
    mcu.print("ended by", error instanceof TimeoutError ? "TimeoutError" : "?");
  }
}

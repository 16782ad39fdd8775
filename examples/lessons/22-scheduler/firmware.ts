/** Two LEDs blink, each in a coroutine of its own. The loop that runs them is in main, and is all there is. */

import type { TaskMcu } from "@tickless/sim-core";

type Pin = ReturnType<TaskMcu["pin"]>;
/** Yields for how many milliseconds it wants to be left alone. */
type Coroutine = Generator<number, void>;

function* sleepMs(ms: number): Coroutine {
  yield ms;
}

function* blink(led: Pin, ms: number): Coroutine {
  for (;;) {
    led.toggle();
    yield* sleepMs(ms);
  }
}

export default function* main(mcu: TaskMcu) {
  const green = mcu.pin(19, { mode: "out" });
  const yellow = mcu.pin(18, { mode: "out" });

  const tasks = [blink(green, 200), blink(yellow, 300)].map((coroutine) => ({ coroutine, at: mcu.ticksMs() }));
  for (;;) {
    tasks.sort((a, b) => a.at - b.at);
    const task = tasks.shift();
    if (!task) return;
    yield* mcu.delayMs(task.at - mcu.ticksMs());
    const step = task.coroutine.next();
    if (step.done) continue;
    task.at = mcu.ticksMs() + step.value;
    tasks.push(task);
  }
}

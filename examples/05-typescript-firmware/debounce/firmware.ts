/** Counts how often a button is pressed, while a LED blinks: two tasks, neither in the other's way. */

import { asyncio, type TaskMcu } from "@tickless/sim-core";

type Pin = ReturnType<TaskMcu["pin"]>;
type Coroutine<T = void> = asyncio.Coroutine<T>;
const { gather, sleepMs } = asyncio;

const POLL_MS = 5;
const STABLE_MS = 20;

/** Returns when the pin has kept this level for STABLE_MS. */
function* stable(pin: Pin, level: 0 | 1): Coroutine {
  let kept = 0;
  while (kept < STABLE_MS) {
    yield* sleepMs(POLL_MS);
    kept = pin.value() === level ? kept + POLL_MS : 0;
  }
}

function* countPresses(mcu: TaskMcu, button: Pin): Coroutine {
  for (let presses = 1; ; presses++) {
    yield* stable(button, 0);
    mcu.print("presses:", presses);
    yield* stable(button, 1);
  }
}

function* blink(led: Pin): Coroutine {
  for (;;) {
    led.toggle();
    yield* sleepMs(250);
  }
}

export default function* main(mcu: TaskMcu): Coroutine {
  const button = mcu.pin(14, { mode: "in", pull: "up" }); // reads 0 while pressed
  const led = mcu.pin(15, { mode: "out" });
  mcu.print("ready");
  yield* gather([countPresses(mcu, button), blink(led)]);
}

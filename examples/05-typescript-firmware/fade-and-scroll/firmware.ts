/** Several things at once: four LEDs fade, a text scrolls, and a button changes both. Each is a task of its own. */

import { asyncio, type TaskMcu } from "@tickless/sim-core";
import { Ssd1306 } from "./ssd1306.js";

type Coroutine<T = void> = asyncio.Coroutine<T>;
type Pin = ReturnType<TaskMcu["pin"]>;
type Pwm = ReturnType<TaskMcu["pwm"]>;
const { gather, sleepMs } = asyncio;

const LED_PINS = [19, 18, 17, 16];
const FADE_STEP_MS = 20;
const FRAME_MS = 60;

/** What the button steps through: a text, and how many milliseconds a LED takes to fade in and out. */
const SCENES = [
  { text: "Press the button!", fadeMs: 3000 },
  { text: "Tasks take turns at every yield*.", fadeMs: 1500 },
  { text: "Nothing here blocks for long.", fadeMs: 700 },
] as const;

/** What is on: the button's task sets it, the others look at it whenever they draw. */
class Show {
  number = 0;

  next(): void {
    this.number = (this.number + 1) % SCENES.length;
  }

  get scene(): (typeof SCENES)[number] {
    return SCENES[this.number] ?? SCENES[0];
  }
}

function* fade(show: Show, leds: Pwm[]): Coroutine {
  for (let phase = 0; ; phase += FADE_STEP_MS / show.scene.fadeMs) {
    leds.forEach((led, i) => {
      const wave = 0.5 - 0.5 * Math.cos(2 * Math.PI * (phase - i / leds.length));
      led.dutyU16(65535 * wave * wave); // squared: nearer to what the eye sees
    });
    yield* sleepMs(FADE_STEP_MS);
  }
}

function* scroll(show: Show, display: Ssd1306): Coroutine {
  let number = -1;
  let x = 0;
  for (;;) {
    if (number !== show.number) {
      number = show.number;
      x = display.width;
    }
    const { text } = show.scene;
    display.clear();
    display.text(`Scene ${number + 1} of ${SCENES.length}`, 12, 4);
    display.line(16);
    display.text(text, x, 34);
    display.line(60);
    yield* display.show();
    x = x - 4 < -8 * text.length ? display.width : x - 4;
    yield* sleepMs(FRAME_MS);
  }
}

/** Returns when the pin has kept this level for so long: a bouncing contact does not. */
function* stable(pin: Pin, level: 0 | 1, forMs = 20): Coroutine {
  let kept = 0;
  while (kept < forMs) {
    yield* sleepMs(5);
    kept = pin.value() === level ? kept + 5 : 0;
  }
}

function* watchButton(mcu: TaskMcu, show: Show, button: Pin): Coroutine {
  for (;;) {
    yield* stable(button, 0);
    show.next();
    mcu.print("scene", show.number + 1);
    yield* stable(button, 1);
  }
}

export default function* main(mcu: TaskMcu): Coroutine {
  const show = new Show();
  const leds = LED_PINS.map((pin) => mcu.pwm(pin, { freq: 1000, dutyU16: 0 }));
  const display = new Ssd1306(mcu.i2c(0, { scl: 5, sda: 4, freq: 400_000 }));
  yield* display.setUp();
  const button = mcu.pin(14, { mode: "in", pull: "up" }); // reads 0 while pressed
  mcu.print("scene", show.number + 1);
  yield* gather([fade(show, leds), scroll(show, display), watchButton(mcu, show, button)]);
}

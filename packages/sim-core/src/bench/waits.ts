import { RuntimeError } from "../firmware/asyncio/errors.js";
import { runningLoop } from "../firmware/asyncio/loop.js";
import { Waiting, type Coroutine } from "../firmware/asyncio/suspension.js";
import type { Level } from "../net.js";
import type { Nanos } from "../time.js";
import { TestBench, type Edge } from "./test-bench.js";

const DELAY = new Waiting("delay");
const SERIAL = new Waiting("serial line");

function testBench(): TestBench {
  const loop = runningLoop();
  if (!(loop instanceof TestBench)) throw new RuntimeError("only a test-bench process can wait for this");
  return loop;
}

/** Waits so many nanoseconds: `yield* delay(ms(5))`. */
export function* delay(time: Nanos): Coroutine {
  const bench = testBench();
  bench.sleepUntil(bench.ticks() + Math.max(0, Math.round(time)));
  yield DELAY;
}

/**
 * Waits for the next edge of a pin's wire, "led1:A", and gives the level after it. A level that came and went within one
 * instant is no edge.
 */
export function* edge(pin: string, kind: Edge = "any"): Coroutine<Level> {
  const bench = testBench();
  const net = bench.netOf(pin);
  yield* bench.edge(net, kind);
  return bench.level(net);
}

/**
 * Waits for a line of a board's serial output that matches, and gives the match. Each process reads the lines one after the
 * other, from its start on: what came before the one that matched, it has passed over. A line counts when its end has come.
 */
export function serialLine(pattern: RegExp): Coroutine<RegExpMatchArray>;
export function serialLine(mcu: string | { readonly id: string }, pattern: RegExp): Coroutine<RegExpMatchArray>;
export function* serialLine(
  ...args: [RegExp] | [string | { readonly id: string }, RegExp]
): Coroutine<RegExpMatchArray> {
  const bench = testBench();
  const pattern = args.at(-1) as RegExp;
  const [mcu] = args.length > 1 ? args : [bench.serial.keys().next().value ?? ""];
  const id = typeof mcu === "string" ? mcu : (mcu as { readonly id: string }).id;
  const serial = bench.serial.get(id);
  if (!serial) throw new RuntimeError(`there is no board '${id}'`);
  const position = serial.position(bench.currentTask());
  const once = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ""));
  for (let line = position.line; ; line++) {
    while (line >= serial.lines.length) yield* serial.waiters.wait(SERIAL);
    const match = (serial.lines[line] as string).match(once);
    if (!match) continue;
    position.line = Math.max(position.line, line + 1);
    return match;
  }
}

/**
 * Waits until the condition holds. It is looked at now, and at the end of each instant in which an event happened or a row was
 * recorded.
 */
export function* until(condition: () => boolean): Coroutine {
  const bench = testBench();
  while (!condition()) yield* bench.change();
}

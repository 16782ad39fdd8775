import { Bench } from "tinybench";
import { fakeTimerEvents, kernelEvents, tinyqueueEvents } from "./kernel.js";
import { example, program, runExample, runOnPico, runOnStock, stock } from "./python.js";

/** One line of the report: a ratio of two measurements of this run, and what it should be. */
interface Figure {
  readonly what: string;
  readonly ratio: number;
  /** Undefined: for information. */
  readonly target?: number;
  /** The target is a ceiling. */
  readonly atMost?: boolean;
}

const figures: Figure[] = [];

const ROUNDS = 7;

/**
 * Runs tasks one after the other, round after round, so that a machine that is busy now and then is so for all of them; gives
 * the median seconds of each. The first rounds warm up.
 */
async function seconds(tasks: Readonly<Record<string, () => void>>): Promise<Record<string, number>> {
  const times = new Map<string, number[]>();
  for (let round = -2; round < ROUNDS; round++) {
    const bench = new Bench({ time: 0, iterations: 1, warmup: false });
    for (const [name, task] of Object.entries(tasks)) bench.add(name, task);
    await bench.run();
    for (const { name, result } of bench.tasks) {
      if (!("latency" in result)) throw new Error(`${name} failed`, { cause: "error" in result && result.error });
      if (round >= 0) times.set(name, [...(times.get(name) ?? []), result.latency.mean / 1e3]);
    }
  }
  return Object.fromEntries([...times].map(([name, all]) => [name, all.sort((a, b) => a - b)[ROUNDS >> 1] as number]));
}

async function bytecodes(): Promise<void> {
  const code = program("loops");
  const time = await seconds({ stock: () => void stock.runPython(code), tickless: () => runOnPico(code) });
  const ratio = time["tickless"]! / time["stock"]!;
  figures.push({ what: "bytecode loops: time, to the stock package's", ratio, target: 1.4, atMost: true });
}

async function wakes(): Promise<void> {
  const tasks = 10;
  const [ours, theirs] = [2000, 1000];
  const code = program("wakes");
  const time = await seconds({
    stock: () => runOnStock(code, `main(${theirs})`),
    tickless: () => runOnPico(`${code}\nasyncio.run(main(${ours}))\n`),
  });
  const rate = (ours * tasks) / time["tickless"]!;
  const stockRate = (theirs * tasks) / time["stock"]!;
  figures.push({
    what: `wakes of asyncio tasks per second (${thousands(rate)}), to 40 k, the stock package's when first measured`,
    ratio: rate / 40_000,
    target: 5,
  });
  figures.push({
    what: `the same, to the stock package now, warm and with a clock that costs nothing (${thousands(stockRate)})`,
    ratio: rate / stockRate,
  });
}

async function events(): Promise<void> {
  const [many, few] = [500_000, 20_000];
  const time = await seconds({
    tickless: () => kernelEvents(many),
    tinyqueue: () => tinyqueueEvents(many),
    fakeTimers: () => fakeTimerEvents(few),
  });
  const rate = many / time["tickless"]!;
  figures.push({
    what: `kernel events per second (${thousands(rate)}), to @sinonjs/fake-timers`,
    ratio: rate / (few / time["fakeTimers"]!),
    target: 10,
  });
  figures.push({
    what: "kernel events per second, to tinyqueue",
    ratio: time["tinyqueue"]! / time["tickless"]!,
    target: 1,
  });
}

async function wholeExample(): Promise<void> {
  const name = "04-fade-and-scroll";
  const virtual = 60;
  const project = example(name);
  const time = await seconds({ run: () => runExample(project, virtual) });
  figures.push({ what: `${name}: virtual time per wall time`, ratio: virtual / time["run"]!, target: 100 });
}

const thousands = (n: number): string => `${Math.round(n / 1000).toLocaleString("en")} k`;

function report({ what, ratio, target, atMost }: Figure): string {
  if (target === undefined) return `      ${ratio.toFixed(2).padStart(6)}×  ${"".padEnd(14)}  ${what}`;
  const met = atMost ? ratio <= target : ratio >= target;
  const digits = ratio < 10 ? 2 : 0;
  const aim = `${atMost ? "at most" : "at least"} ${target}×`;
  return `${met ? "ok  " : "MISS"}  ${ratio.toFixed(digits).padStart(6)}×  ${aim.padEnd(14)}  ${what}`;
}

for (const measure of [bytecodes, wakes, events, wholeExample]) {
  const before = figures.length;
  await measure();
  for (const figure of figures.slice(before)) console.log(report(figure));
}

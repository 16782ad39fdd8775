import { Bench } from "tinybench";
import { fakeTimerEvents, kernelEvents, tinyqueueEvents } from "./kernel.js";
import { eventsBeside, taskWakes } from "./tasks.js";
import { report, type Figure } from "./figure.js";
import { example, program, programFolder, runExample, runOnPico, runOnStock, stock } from "./python.js";
import { bytesPerRow, fileOf, openFile, pinTrack } from "./recordings.js";
import { askColumns, askStates, boardStore, loadStore, pinDeltas, storeOf } from "./store.js";
import { viewerPage } from "./viewer-page.js";

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

async function typescriptWakes(): Promise<void> {
  const [few, many] = [10, 10_000];
  const [wakes, python] = [300_000, 2000];
  const code = program("wakes");
  const time = await seconds({
    bare: () => taskWakes(few, wakes / few),
    recorded: () => taskWakes(few, wakes / few, { record: true }),
    few: () => taskWakes(few, wakes / few, { mixed: true }),
    many: () => taskWakes(many, wakes / many, { mixed: true }),
    python: () => runOnPico(`${code}\nasyncio.run(main(${python}))\n`),
  });
  const rate = (name: string): number => wakes / time[name]!;
  const pythonRate = (python * 10) / time["python"]!;
  const million = 1e6;
  figures.push(
    {
      what: `wakes of TypeScript tasks per second (${thousands(rate("bare"))}), recording off, to a million`,
      ratio: rate("bare") / million,
      target: 3,
    },
    {
      what: `the same with recording on (${thousands(rate("recorded"))})`,
      ratio: rate("recorded") / million,
      target: 1,
    },
    {
      what: `recording off, to MicroPython on the simulated board (${thousands(pythonRate)})`,
      ratio: rate("bare") / pythonRate,
      target: 10,
    },
    {
      what: "time of a wake among 10,000 tasks with mixed periods, to one among 10; the logarithms are 4 to 1",
      ratio: time["many"]! / time["few"]!,
      target: 4,
      atMost: true,
    },
  );
}

async function idleProcesses(): Promise<void> {
  const count = 1_000_000;
  const time = await seconds({
    none: () => eventsBeside(0, count),
    thousand: () => eventsBeside(1000, count),
  });
  figures.push({
    what: "time of an event beside 1,000 idle test-bench processes, to one without",
    ratio: time["thousand"]! / time["none"]!,
    target: 1.1,
    atMost: true,
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

async function manyPixels(): Promise<void> {
  const virtual = 60;
  const project = programFolder("esp32-lights");
  const time = await seconds({ run: () => runExample(project, virtual) });
  const what = "an ESP32 that draws 300 NeoPixels 30 times a second, an LCD and a DHT22: virtual time per wall time";
  figures.push({ what, ratio: virtual / time["run"]!, target: 20 });
}

async function recordingCost(): Promise<void> {
  const name = "04-fade-and-scroll";
  const project = example(name);
  const time = await seconds({
    off: () => runExample(project, 60, { record: false }),
    on: () => runExample(project, 60),
  });
  const ratio = time["on"]! / time["off"]!;
  const what = `${name}: time with recording and its fingerprint, to that without`;
  figures.push({ what, ratio, target: 1.15, atMost: true });
}

async function recordingFiles(): Promise<void> {
  const track = pinTrack(10_000_000);
  const file = fileOf(track);
  const bytes = bytesPerRow(track);
  const time = await seconds({ open: () => openFile(file) });
  figures.push(
    { what: "recording of 10 M edges: opened and checked", ratio: time["open"]!, target: 1, atMost: true, unit: " s" },
    { what: "the same: bytes an edge before compression", ratio: bytes, target: 6, atMost: true, unit: " B" },
    { what: "the same: bytes an edge in the file", ratio: file.length / track.rows, unit: " B" },
  );
}

const thousands = (n: number): string => `${Math.round(n / 1000).toLocaleString("en")} k`;

async function viewerStore(): Promise<void> {
  const Store = await loadStore();
  const few = [...pinDeltas(1_000_000)];
  const pin = storeOf(Store, pinDeltas(10_000_000));
  const board = boardStore(Store);
  const asked = 20;
  const time = await seconds({
    whole: () => askColumns(pin, asked, 1),
    tenth: () => askColumns(pin, asked, 0.1),
    near: () => askColumns(pin, asked, 0.001),
    state: () => askStates(board, 10 * asked),
    append: () => void storeOf(Store, few),
  });
  const ms = { unit: " ms", atMost: true } as const;
  const each = (name: string): number => (time[name]! * 1e3) / asked;
  const columns = "viewer store: columns of 10 M edges at 1,920";
  figures.push(
    { what: `${columns}, all of them in view`, ratio: each("whole"), target: 2, ...ms },
    { what: `${columns}, a tenth of them in view`, ratio: each("tenth"), target: 2, ...ms },
    { what: `${columns}, a thousandth of them in view`, ratio: each("near"), target: 2, ...ms },
    { what: "viewer store: stateAt of 64 pins and a display", ratio: each("state") / 10, target: 0.5, ...ms },
    { what: "viewer store: rows appended per second, to a million", ratio: 1 / time["append"]!, target: 1 },
  );
}

async function viewer(): Promise<void> {
  figures.push(...(await viewerPage()));
}

// The bare queue first, before a whole simulation has taught the JavaScript engine other habits for the same code.
const measures = [
  events,
  bytecodes,
  wakes,
  typescriptWakes,
  idleProcesses,
  wholeExample,
  manyPixels,
  recordingCost,
  recordingFiles,
  viewerStore,
  viewer,
];
for (const measure of measures) {
  const before = figures.length;
  await measure();
  for (const figure of figures.slice(before)) console.log(report(figure));
}

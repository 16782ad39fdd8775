import { registry } from "@tickless/devices";
import { assembleBoard, asyncio, delay, NEVER, s, Simulation, TaskFirmware, type Board } from "@tickless/sim-core";

const { gather, sleepMs } = asyncio;

const parts = [
  { id: "pico", type: "board-pi-pico", attributes: {} },
  { id: "led1", type: "wokwi-led", attributes: {} },
];

function picoBoard(): Board {
  const { board } = assembleBoard({ parts, connections: [] }, registry);
  if (!board) throw new Error("there is no such board");
  return board;
}

function* sleeper(wakes: number, ms: number): asyncio.Coroutine {
  for (let i = 0; i < wakes; i++) yield* sleepMs(ms);
}

/** Tasks that sleep, over and over: each `wakes` times, in periods that mix if `mixed`, else of a millisecond. */
export function taskWakes(tasks: number, wakes: number, { record = false, mixed = false } = {}): void {
  const sim = new Simulation({ board: picoBoard(), record });
  const sleepers = (): asyncio.Coroutine[] =>
    Array.from({ length: tasks }, (_, i) => sleeper(wakes, mixed ? 1 + ((i * 7919) % 97) : 1));
  sim.load(new TaskFirmware(() => gather(sleepers()), { cpuTime: false }));
  const status = sim.runUntil(s(100_000));
  if (status !== "finished") throw new Error(`the tasks ended with ${status}`);
}

/** A timer that starts itself anew, so many times, beside processes that wait for something far away. */
export function eventsBeside(processes: number, events: number): void {
  const sim = new Simulation({ board: picoBoard(), record: false });
  for (let i = 0; i < processes; i++) sim.spawn(`process ${i}`, i % 2 ? delay(s(90_000) + i) : delay(NEVER));
  let left = events;
  const slot: number = sim.declare("bench", () => {
    if (--left > 0) sim.queue.schedule(slot, sim.now + 1000);
    else sim.stop();
  });
  sim.queue.schedule(slot, 0);
  sim.runUntil(s(80_000));
  if (left !== 0) throw new Error("not all events were fired");
}

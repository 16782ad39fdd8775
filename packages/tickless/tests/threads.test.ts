import { ms, type Nanos, Random } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { loadRuntime } from "../src/cli/runtime.js";
import { readProject } from "../src/project.js";
import { micropython } from "../src/runner/firmware.js";
import { ProjectRun, type RunOptions } from "../src/runner/run.js";

const firmware = micropython(loadRuntime());

/** Both compute, wait, use pins, locks, memory and the console, and share variables with a lock and without. */
const EVERYTHING = `
import _thread, asyncio, gc, sys, time
from machine import Pin, Timer, time_pulse_us

a, b, button = Pin(2, Pin.OUT), Pin(4, Pin.OUT), Pin(14, Pin.IN, Pin.PULL_UP)
lock, flag, shared, count = _thread.allocate_lock(), asyncio.ThreadSafeFlag(), [], 0

def pressed(pin):
    global count
    count += 1
    a.toggle() if hasattr(a, "toggle") else a.value(not a.value())

button.irq(pressed, Pin.IRQ_FALLING)
Timer(-1 if sys.platform == "rp2" else 0, period=7, mode=Timer.PERIODIC, callback=lambda timer: shared.append(time.ticks_us()))

def deep(n):
    return deep(n - 1) + 1 if n else 0

def second(step):
    global count
    n = 0
    while True:
        n += step
        b.value(n & 1)
        count += 1
        if n % 5 == 0:
            with lock:
                shared.append(n)
                deep(n % 17)
        if n % 11 == 0:
            time.sleep_us(700)
            flag.set()
        if n % 13 == 0:
            # Both wait for the same thing at times.
            time_pulse_us(a, 1, 500)
        if n % 97 == 0:
            print("second", n, count, time.ticks_us())
        junk = [str(i) for i in range(n % 9)]
        if n == 900:
            raise ValueError(count)

async def follow():
    global count
    while True:
        await flag.wait()
        count += 10
        with lock:
            taken = len(shared)
            shared.clear()
        a.value(count & 1)
        for i in range(count % 300): pass

async def main():
    asyncio.create_task(follow())
    for i in range(40):
        _end = time.ticks_us() + 900
        while time.ticks_us() < _end: pass
        if i % 8 == 0: print("main", i, count, gc.mem_alloc() > 0)
        if i % 3 == 0: time_pulse_us(a, 1, 400)
        await asyncio.sleep_ms(1)

_thread.start_new_thread(second, (3,))
asyncio.run(main())
print("end", count)
while True:
    count += 1
    if count % 1000 == 0: print(count)
`;

type Board = readonly [id: string, type: string, pin: string, gnd: string];
const BOARDS: readonly Board[] = [
  ["pico", "board-pi-pico", "GP14", "GND.1"],
  ["esp32", "board-esp32-devkit-c-v4", "14", "GND.1"],
];

function projectOf([id, type, pin, gnd]: Board, main: string) {
  const text = JSON.stringify({
    version: 1,
    parts: [
      { id, type },
      { id: "btn1", type: "wokwi-pushbutton" },
    ],
    connections: [
      ["btn1:1.l", `${id}:${pin}`, "green", []],
      ["btn1:2.l", `${id}:${gnd}`, "black", []],
    ],
  });
  const files = new Map([["/main.py", Buffer.from(main)]]);
  return readProject({ name: "threads", files, main: "/main.py", diagram: { file: "diagram.json", text } });
}

const PRESSES = [2.3, 11.7, 20.001, 27.7].map(ms);

/** A run that presses a button at these times, and is cut into slices there, and where `cuts` says. */
function run(board: Board, until: Nanos, cuts: readonly Nanos[], options: Partial<RunOptions>) {
  const { sim } = new ProjectRun(projectOf(board, EVERYTHING), { firmware, clock: () => 0, ...options });
  const snapshots: ReturnType<typeof sim.snapshot>[] = [];
  for (const t of [...PRESSES, ...cuts, until].sort((x, y) => x - y)) {
    if (t > until) break;
    sim.runUntil(t);
    const press = PRESSES.indexOf(t);
    if (press >= 0) sim.setControl("btn1", "pressed", 1 - (press & 1));
    else if (t > PRESSES.at(-1)!) snapshots.push(sim.snapshot());
  }
  return { sim, snapshots, fingerprint: sim.trace.fingerprint() };
}

describe.each(BOARDS)("threads on %s", (...board) => {
  it.each([
    [{}, ms(150)],
    [{ cpuTime: false }, ms(40)],
  ])("give the same run however it is cut into slices, and from snapshots (%j)", (options, until) => {
    const whole = run(board, until, [], options).fingerprint;
    const random = new Random(1, board[0]);
    const moments = (count: number) => Array.from({ length: count }, () => random.int(0, until));
    expect(run(board, until, moments(1500), options).fingerprint).toBe(whole);
    const { sim, snapshots, fingerprint } = run(board, until, moments(30), options);
    expect(fingerprint).toBe(whole);
    for (const snapshot of snapshots) {
      sim.restore(structuredClone(snapshot));
      sim.runUntil(until);
      expect(sim.trace.fingerprint()).toBe(whole);
    }
  });
});

/** What a program prints on a bare board within 400 ms, cut into slices, if Ctrl-C is typed at 300 ms. */
function interrupted(board: string, main: string, slice: Nanos): string {
  const files = new Map([["/main.py", Buffer.from(main)]]);
  let text = "";
  const { sim } = new ProjectRun(readProject({ name: "threads", files, main: "/main.py" }), {
    firmware,
    clock: () => 0,
    board,
    onSerial: (bytes) => (text += Buffer.from(bytes).toString()),
  });
  const cuts = Array.from({ length: ms(400) / slice }, (_, i) => (i + 1) * slice);
  for (const t of [...cuts, ms(300), ms(400)].sort((x, y) => x - y)) {
    if (sim.runUntil(t) === "deadlock") sim.passTo(t);
    if (t === ms(300)) sim.mcus[0]!.serial.input(Buffer.of(3));
  }
  return text;
}

describe.each(["pico", "esp32"])("on %s Ctrl-C", (name) => {
  const SECOND = {
    computes: "x += 1",
    "polls a pin": "pin.value()",
    sleeps: "time.sleep_ms(3)",
    "waits for a lock": "lock.acquire()",
  };
  const MAIN = {
    computes: "pass",
    sleeps: "time.sleep(10)",
    "waits for a lock": "lock.acquire()",
    reads: "input()",
  };
  const pairs = Object.keys(SECOND).flatMap((second) => Object.keys(MAIN).map((main) => [second, main] as const));
  it.each(pairs)("interrupts the main program alone: the thread %s, the program %s", (second, main) => {
    const code = `
import _thread, time
from machine import Pin
pin, lock = Pin(2, Pin.IN), _thread.allocate_lock()
lock.acquire()
def work():
    x = 0
    while True:
        ${SECOND[second as keyof typeof SECOND]}
_thread.start_new_thread(work, ())
try:
    while True: ${MAIN[main as keyof typeof MAIN]}
except KeyboardInterrupt:
    print(time.ticks_ms())
try:
    time.sleep_ms(50)
    print(time.ticks_ms())
except KeyboardInterrupt:
    print("again")
`;
    const whole = interrupted(name, code, ms(399));
    expect(whole.trim().split(/\s+/)).toEqual(["300", "350"]);
    expect(interrupted(name, code, 777_777)).toBe(whole);
  });
});

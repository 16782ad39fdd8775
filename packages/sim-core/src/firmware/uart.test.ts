import { describe, expect, it } from "vitest";
import { bench, PICO, rows } from "../../tests/mcu-bench.js";
import { runTasks } from "../../tests/task-bench.js";
import { ms, TaskFirmware, us, type Nanos, type TaskMcu } from "../index.js";
import { createTask, every, forEach, sleepMs, waitFor, type Coroutine } from "./asyncio/index.js";

const LOOP = { wires: ["GP0 GP1"] };
/** Ten bits of 8680 ns. */
const FRAME = 86_800;

describe("a UART in a program", () => {
  it("sends and receives by itself: bytes go out and come in while the program does something else", () => {
    const { lines } = runTasks(function* (mcu) {
      const uart = mcu.uart(0, { baudrate: 9600 });
      mcu.print(uart.baudrate, mcu.uart(0) === uart, uart.any());
      mcu.print(yield* uart.write([1, 2, 3]), uart.txDone(), mcu.ticksMs());
      yield* sleepMs(10);
      mcu.print(uart.any(), [...uart.read(2)].join(), [...uart.read()].join(), uart.read().length, uart.txDone());
    }, LOOP);
    expect(lines).toEqual(["9600 true 0", "3 false 0", "3 1,2 3 0 true"]);
  });

  it("a task waits for a line, and others run meanwhile", () => {
    const { lines, sim } = runTasks(function* (mcu) {
      const uart = mcu.uart(0);
      createTask(
        forEach(every(1), function* () {
          mcu.print("tick");
        }),
      );
      yield* sleepMs(0);
      yield* uart.write("käse\r\nrest");
      mcu.print(yield* uart.readLine());
      mcu.print(mcu.ticksUs());
      yield* uart.write("\n");
      mcu.print(yield* uart.readLine());
    }, LOOP);
    // The task looks at four bytes, at six (the sender's interrupt), and at four more.
    expect(lines).toEqual(["käse", String((10 * FRAME) / 1000), "tick", "rest"]);
    expect(rows(sim, "pico.tasks").map(([, , , on]) => on)).toContain("uart");
  });

  it("waits for a number of bytes, or gives up", () => {
    const { lines } = runTasks(function* (mcu) {
      const uart = mcu.uart(0);
      yield* uart.write([5, 6, 7]);
      mcu.print([...(yield* uart.readExactly(3))].join());
      try {
        yield* waitFor(uart.readExactly(1), 0.05);
      } catch (error) {
        mcu.print((error as Error).name, mcu.ticksMs() >= 50);
      }
      yield* uart.write([8]);
      mcu.print([...(yield* uart.readExactly(1))].join());
    }, LOOP);
    expect(lines).toEqual(["5,6,7", "TimeoutError true", "8"]);
  });

  it("a write that does not fit stands still until it does", () => {
    const { lines } = runTasks(function* (mcu) {
      const uart = mcu.uart(0, { txbuf: 40 });
      yield* uart.write(new Uint8Array(40 + 32 + 1));
      mcu.print(mcu.ticksUs());
      yield* uart.write([1]);
      mcu.print(mcu.ticksUs());
      yield* uart.flush();
      mcu.print(mcu.ticksUs());
    }, LOOP);
    expect(lines.map(Number)).toEqual([0, Math.floor((28 * FRAME) / 1000), Math.floor((74 * FRAME) / 1000)]);
  });

  it("calls a handler for pauses and breaks", () => {
    const { lines, sim } = runTasks(function* (mcu) {
      const uart = mcu.uart(0);
      uart.irq((from, events) => mcu.print(events.join(), from.any(), mcu.ticksUs()), { trigger: ["pause", "break"] });
      yield* uart.write([1, 2]);
      yield* sleepMs(2);
      yield* uart.sendBreak();
      yield* sleepMs(1);
      uart.irq(undefined);
      yield* uart.sendBreak();
    }, LOOP);
    expect(lines).toEqual([`pause 2 ${Math.floor((52 * 8680) / 1000)}`, "break 2 2564"]);
    expect(rows(sim, "pico.interrupts").map(([, source]) => source)).toEqual([
      "uart0 pause",
      "uart0 pause",
      "uart0 break",
      "uart0 break",
    ]);
  });

  it("refuses what is not there, and can be ended", () => {
    const error = (main: (mcu: TaskMcu) => Coroutine) => runTasks(main).lines.at(-1);
    expect(error((mcu) => mcu.uart(2) as never)).toBe(
      "RangeError: UART 2: there is no such UART, or no such baud rate",
    );
    expect(error((mcu) => mcu.uart(0, { tx: 4 }) as never)).toBe("RangeError: UART 0: bad TX pin");
    expect(error((mcu) => mcu.uart(1, { rx: 4 }) as never)).toBe("RangeError: UART 1: bad RX pin");
    const after = error(function* (mcu) {
      const uart = mcu.uart(0);
      yield* uart.write([1, 2, 3, 4]);
      yield* uart.deinit();
      mcu.print(mcu.ticksUs() === Math.floor((4 * FRAME) / 1000));
      yield* uart.write([1]);
    });
    expect(after).toBe("OSError: [Errno 22] EINVAL");
  });

  it("costs CPU time", () => {
    const time = (cpuTime: boolean) =>
      runTasks(
        function* (mcu) {
          const before = mcu.ticksUs();
          for (let i = 0; i < 10; i++) mcu.uart(0).any();
          yield* sleepMs(0);
          mcu.print(mcu.ticksUs() - before);
        },
        { cpuTime },
      ).lines.map(Number)[0];
    expect(time(false)).toBe(0);
    expect(time(true)).toBeGreaterThan((10 * PICO.callNs.default) / 1000);
  });
});

describe("two boards, their lines crossed", () => {
  const ROUNDS = 30;

  /** Sends a number, or answers each with its successor. */
  function* player(mcu: TaskMcu, serves: boolean, baudrate: number): Coroutine {
    const uart = mcu.uart(serves ? 0 : 1, { baudrate, parity: "even" });
    yield* sleepMs(5);
    if (serves) yield* uart.write("0\n");
    for (;;) {
      const number = Number(yield* uart.readLine());
      mcu.print(number);
      if (number >= ROUNDS) return;
      yield* uart.write(`${number + 1}\n`);
      if (number + 1 === ROUNDS) return yield* uart.flush();
    }
  }

  const play = (slice: Nanos, reversed: boolean, cpuTime: boolean) => {
    const { sim } = bench({ parts: ["other pico"], wires: ["GP0 other:GP5", "GP1 other:GP4"], reversed });
    const load = (id: string, serves: boolean, baud: number): void =>
      sim.load(new TaskFirmware((mcu) => player(mcu, serves, baud), { cpuTime }), id);
    load("pico", true, 115_200);
    load("other", false, 117_000);
    while (sim.now < ms(100) && sim.runUntil(sim.now + slice) === "running");
    return sim;
  };

  it("talk, also with clocks that are a little off", () => {
    const sim = play(ms(100), false, true);
    const printed = (id: string) => sim.trace.at(sim.now).text(`${id}.serial`).trim().split("\n").map(Number);
    const numbers = Array.from({ length: ROUNDS + 1 }, (_, n) => n);
    expect(printed("other")).toEqual(numbers.filter((n) => n % 2 === 0));
    expect(printed("pico")).toEqual(numbers.filter((n) => n % 2 === 1));
    expect(rows(sim, "pico.faults")).toEqual([]);
  });

  it.each([true, false])("give one result, however it is run (CPU time %s)", (cpuTime) => {
    const expected = play(ms(100), false, cpuTime).trace.fingerprint();
    expect(play(us(13), false, cpuTime).trace.fingerprint()).toBe(expected);
    expect(play(us(777), true, cpuTime).trace.fingerprint()).toBe(expected);
  });
});

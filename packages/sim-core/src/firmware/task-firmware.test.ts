import { describe, expect, it } from "vitest";
import { PICO, rows } from "../../tests/mcu-bench.js";
import { runTasks } from "../../tests/task-bench.js";
import { ms, s, us, type Simulation, type TaskMcu } from "../index.js";
import { createTask, currentTask, gather, sleepMs, ThreadSafeFlag, type Coroutine } from "./asyncio/index.js";

const cost = (call: string): number => PICO.callNs[call] ?? PICO.callNs.default;

/** Sets a control of the driver "drv" at times. */
function drive(...steps: readonly (readonly [at: number, level: number])[]) {
  return (sim: Simulation): void => {
    for (const [at, level] of steps) {
      const slot = sim.declare("test", () => sim.setControl("drv", "level", level));
      sim.queue.schedule(slot, at);
    }
  };
}
const DRIVER = { parts: ["drv driver"], wires: ["drv:OUT GP5"] };

describe("the board of a program", () => {
  it("pins", () => {
    const { sim, lines } = runTasks(function* (mcu) {
      const led = mcu.pin("LED", { mode: "out", value: 1 });
      yield* sleepMs(1);
      led.toggle();
      mcu.print(led.value(), mcu.pin(25) === led, mcu.pin(3, { mode: "in", pull: "up" }).value());
      yield* sleepMs(1);
      led.on();
      led.off();
    });
    expect(rows(sim, "pico.GP25").filter(([time]) => time)).toEqual([[ms(1), 0]]);
    expect(lines).toEqual(["0 true 1"]);
  });

  it("PWM and ADC", () => {
    const { sim, lines } = runTasks(
      function* (mcu) {
        const pwm = mcu.pwm(0, { freq: 1000, dutyU16: 32768 });
        mcu.print(pwm.freq(), pwm.dutyU16(), mcu.adc(26).readU16() > 65000);
        yield* sleepMs(10);
      },
      { parts: ["up pull-up"], wires: ["up:PIN GP26"] },
    );
    expect(rows(sim, "pico.GP0.pwm").at(-1)?.slice(1, 3)).toEqual([expect.closeTo(1e6, -4), expect.closeTo(5e5, -4)]);
    expect(lines).toEqual(["1000 32768 true"]);
  });

  it("I2C: transfers take their time, and the program stands still", () => {
    const { lines } = runTasks(
      function* (mcu) {
        createTask(
          (function* (): Coroutine {
            yield* sleepMs(0);
            mcu.print("other", mcu.ticksMs());
          })(),
        );
        const bus = mcu.i2c(0, { freq: 100_000 });
        mcu.print((yield* bus.scan()).join());
        mcu.print(yield* bus.writeTo(0x3c, new Array<number>(20).fill(1)), [...(yield* bus.readFrom(0x3c, 2))].join());
        try {
          yield* bus.writeTo(0x20, [1]);
        } catch (error) {
          mcu.print(String(error));
        }
        yield* sleepMs(5);
      },
      { parts: ["mem memory"], wires: ["mem:SCL GP5", "mem:SDA GP4"] },
    );
    expect(lines.slice(0, 3)).toEqual(["60", "20 160,161", "OSError: [Errno 5] EIO"]);
    expect(Number(/other (\d+)/.exec(lines[3]!)?.[1])).toBeGreaterThan(10);
  });

  it("clocks, serial input and reset", () => {
    const { lines } = runTasks(
      function* (mcu) {
        mcu.rtc.seconds(1000);
        yield* mcu.delayMs(2500);
        mcu.print(mcu.rtc.seconds(), mcu.ticksUs(), mcu.read(), mcu.resetCause());
        if (mcu.resetCause() === "power-on") yield* mcu.reset();
      },
      { prepare: (sim) => sim.mcus[0]!.serial.input(Uint8Array.of(104, 105)) },
    );
    expect(lines).toEqual(["1002 2500000 hi power-on", "1002 5000000  hard"]);
  });

  it("what is not there says so", () => {
    const end = (main: Parameters<typeof runTasks>[0]) => runTasks(main).lines.at(-1);
    expect(end((mcu) => mcu.pin(99) as never)).toBe("RangeError: the board has no pin 99");
    expect(end((() => 1) as never)).toMatch(/^TypeError: the program must be a generator function/);
  });

  it("a watchdog that is not fed resets it, and nothing is left of the program", () => {
    const { lines, status } = runTasks(
      function* (mcu) {
        mcu.print(mcu.resetCause());
        const dog = mcu.wdt(100);
        for (let i = 0; i < 4; i++) {
          yield* sleepMs(60);
          dog.feed();
        }
        yield* sleepMs(1000);
        mcu.print("never");
      },
      { until: s(1) },
    );
    expect(lines).toEqual(["power-on", "watchdog", "watchdog"]);
    expect(status).toBe("running");
  });
});

describe("interrupts", () => {
  it("a flag set by a handler wakes its task at that instant", () => {
    const { lines, sim } = runTasks(
      function* (mcu) {
        const flag = new ThreadSafeFlag();
        mcu.pin(5).irq((pin) => (mcu.print("irq", pin.value()), flag.set()), { trigger: "rising", hard: true });
        for (let i = 0; i < 2; i++) {
          yield* flag.wait();
          mcu.print("task", mcu.ticksUs());
        }
      },
      { ...DRIVER, prepare: drive([us(1500), 1], [us(1600), 0], [us(2750), 1]) },
    );
    expect(lines).toEqual(["irq 1", "task 1500", "irq 1", "task 2750"]);
    expect(rows(sim, "pico.interrupts")[0]).toEqual([us(1500), "GP5 rising hard", 1]);
  });

  it("timers call back, soft ones not during a transfer or once they are stopped", () => {
    const { lines } = runTasks(
      function* (mcu) {
        let calls = 0;
        const timer = mcu.timer({ period: 2, callback: () => void calls++ });
        const hard: number[] = [];
        mcu.timer({ period: 3, mode: "one-shot", hard: true, callback: () => hard.push(mcu.ticksMs()) });
        const bus = mcu.i2c(0, { freq: 100_000 });
        yield* bus.writeTo(0x3c, new Array<number>(60).fill(0));
        mcu.print(calls, hard.join());
        yield* sleepMs(10);
        timer.deinit();
        const before = calls;
        yield* sleepMs(10);
        mcu.print(before > 4, calls - before);
      },
      { parts: ["mem memory"], wires: ["mem:SCL GP5", "mem:SDA GP4"] },
    );
    expect(lines).toEqual(["0 3", "true 0"]);
  });

  it("a handler that throws is told of; a hard one is taken out", () => {
    const { lines } = runTasks(
      function* (mcu) {
        mcu.pin(5).irq(
          () => {
            throw new Error("in handler");
          },
          { trigger: "rising", hard: true },
        );
        yield* sleepMs(10);
      },
      { ...DRIVER, prepare: drive([ms(1), 1], [ms(2), 0], [ms(3), 1]) },
    );
    expect(lines).toEqual([
      "Uncaught exception in IRQ callback handler",
      "Traceback (most recent call last):",
      "Error: in handler",
    ]);
  });
});

describe("CPU time", () => {
  it("of a step passes after it: each turn of the loop, and each call by its name", () => {
    const { sim } = runTasks(
      function* (mcu) {
        const led = mcu.pin(25, { mode: "out" });
        led.on();
        yield* sleepMs(0);
        led.off();
        yield* sleepMs(5);
      },
      { cpuTime: true },
    );
    const edges = rows(sim, "pico.GP25").filter(([, level]) => level === 1 || level === 0);
    const [on, off] = edges.slice(-2).map(([time]) => Number(time));
    expect(on).toBe(cost("task_resume"));
    expect(off! - on!).toBe(cost("pin_init") + cost("pin_set") + cost("task_resume"));
  });

  it("delays handlers until the step and the turn after it are over", () => {
    const { sim } = runTasks(
      function* (mcu) {
        mcu.pin(5).irq(() => mcu.pin(25, { mode: "out" }).on(), { trigger: "rising" });
        for (let i = 0; i < 1000; i++) mcu.pin(3).value();
        yield* sleepMs(5);
      },
      { ...DRIVER, cpuTime: true, prepare: drive([us(500), 1]) },
    );
    const [[entered] = []] = rows(sim, "pico.interrupts");
    expect(entered).toBe(2 * cost("task_resume") + cost("pin_irq") + 1000 * cost("pin_get"));
  });

  it("switched off, a polling loop still sees time pass", () => {
    const { lines } = runTasks(function* (mcu) {
      let turns = 0;
      while (mcu.ticksMs() < 2) {
        turns++;
        yield* sleepMs(0);
      }
      mcu.print(turns > 1000);
    });
    expect(lines).toEqual(["true"]);
  });
});

describe("a run", () => {
  function* busy(mcu: Parameters<Parameters<typeof runTasks>[0]>[0]): Coroutine {
    const flag = new ThreadSafeFlag();
    mcu.pin(5).irq(() => flag.set());
    mcu.timer({ period: 3, callback: () => mcu.print("timer", mcu.ticksUs()) });
    const bus = mcu.i2c(1, {});
    function* f(n: number): Coroutine {
      for (;;) {
        mcu.print(currentTask().name, mcu.ticksUs());
        try {
          yield* bus.writeTo(60, [n]);
        } catch (error) {
          mcu.print(String(error));
        }
        yield* sleepMs(n);
      }
    }
    yield* gather([f(20), f(7), f(5)]);
  }

  it("is the same however it is cut into slices", () => {
    const end = ms(150);
    const fingerprint = (slice: (n: number) => number): string => {
      const options = { ...DRIVER, cpuTime: true, prepare: drive([us(1234), 1], [ms(77), 0]), until: 0 };
      const { sim } = runTasks(busy, options);
      for (let n = 0; sim.now < end; n++) sim.runUntil(Math.min(end, sim.now + slice(n)));
      return sim.trace.fingerprint();
    };
    const whole = fingerprint(() => Infinity);
    expect(fingerprint((n) => 100_000 + ((n * 77) % 3001))).toBe(whole);
    expect(fingerprint(() => 12_345)).toBe(whole);
  });

  it("has a track of tasks: created, running, waiting for something, ended", () => {
    const { sim } = runTasks(function* () {
      yield* createTask(sleepMs(2), "nap");
    });
    expect(rows(sim, "pico.tasks")).toEqual([
      [0, 1, 3, "main"],
      [0, 1, 1, ""],
      [0, 2, 3, "nap"],
      [0, 1, 2, "task"],
      [0, 2, 1, ""],
      [0, 2, 2, "sleep"],
      [ms(2), 2, 1, ""],
      [ms(2), 2, 0, ""],
      [ms(2), 1, 1, ""],
      [ms(2), 1, 0, ""],
    ]);
  });

  it("has a task that blocks the processor as running all the while", () => {
    const { sim } = runTasks(function* (mcu) {
      yield* mcu.delayMs(2);
      yield* sleepMs(1);
      yield* mcu.delayMs(2);
    });
    expect(rows(sim, "pico.tasks")).toEqual([
      [0, 1, 3, "main"],
      [0, 1, 1, ""],
      [ms(2), 1, 2, "sleep"],
      [ms(3), 1, 1, ""],
      [ms(5), 1, 0, ""],
    ]);
  });

  it("cannot be copied, and says what to do", () => {
    const { sim } = runTasks(() => sleepMs(1));
    expect(() => sim.snapshot()).toThrow("a TypeScript program cannot be copied; run it again");
  });

  it("is ended by Ctrl-C, with its task cleaning up or not", () => {
    const { lines, status } = runTasks(() => sleepMs(100), {
      prepare: (sim) => {
        const slot = sim.declare("test", () => sim.mcus[0]!.serial.input(Uint8Array.of(3)));
        sim.queue.schedule(slot, ms(5));
      },
    });
    expect({ lines, status }).toEqual({
      lines: ["Traceback (most recent call last):", "KeyboardInterrupt"],
      status: "exception",
    });
  });
});

describe("a program that never waits", () => {
  it.each([
    ["prints", (mcu: TaskMcu) => mcu.print("x")],
    ["switches a pin", (mcu: TaskMcu) => mcu.pin(5, { mode: "out" }).toggle()],
    ["asks for the time", (mcu: TaskMcu) => mcu.ticksMs()],
  ])(
    "but %s is ended before it has filled the memory",
    (_, step) => {
      const { status, sim } = runTasks(function* (mcu) {
        yield* sleepMs(1);
        for (;;) step(mcu);
      });
      expect(status).toBe("exception");
      expect(sim.end?.message).toContain("too many calls into the machine without waiting in between");
      expect(sim.trace.tracks.reduce((rows, track) => rows + track.rows, 0)).toBeLessThan(1_100_000);
    },
    60_000,
  );
});

describe("the time that a program waits", () => {
  it("is all but that in which it computes, however a run is sliced", () => {
    const program = function* (): Coroutine {
      for (let turn = 0; turn < 3; turn++) yield* sleepMs(10);
    };
    const waited = (slice: number): number => {
      const { sim } = runTasks(program, { cpuTime: true, until: 0 });
      for (let time = 0; time < ms(25); time += slice) sim.runUntil(time + slice);
      return (sim.runners[0]?.waited ?? NaN) / sim.now;
    };
    expect(waited(ms(25))).toBe(waited(ms(1)));
    expect(waited(ms(25))).toBeGreaterThan(0.97);
    expect(waited(ms(25))).toBeLessThan(1);
  });
});

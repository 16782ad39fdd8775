import { describe, expect, it } from "vitest";
import { bench, rows } from "../../tests/mcu-bench.js";
import { runTasks } from "../../tests/task-bench.js";
import { delay, edge, first, ms, NEVER, serialLine, until, us, type Simulation } from "../index.js";
import { createTask, Event, gather, sleepMs, type Coroutine } from "../firmware/asyncio/index.js";

type Note = (text: string) => void;

/** Runs processes beside a program that copies GP5 to GP6 every millisecond and tells of rising edges. */
function run(processes: (sim: Simulation, note: Note) => Readonly<Record<string, () => Coroutine>>) {
  const notes: string[] = [];
  const result = runTasks(
    function* (mcu) {
      const [input, output] = [mcu.pin(5), mcu.pin(6, { mode: "out" })];
      for (let i = 0; i < 20; i++) {
        const level = input.value();
        if (level && !output.value()) mcu.print("up", mcu.ticksMs());
        output.value(level);
        yield* sleepMs(1);
      }
    },
    {
      parts: ["drv driver"],
      wires: ["drv:OUT GP5"],
      prepare: (sim) => {
        const note = (text: string): void => void notes.push(`${text} at ${sim.now / 1e3}`);
        for (const [name, process] of Object.entries(processes(sim, note))) sim.spawn(name, process());
      },
    },
  );
  return { ...result, notes };
}

describe("test-bench processes", () => {
  it("wait for times, edges, lines and conditions, and set controls", () => {
    const { notes } = run((sim, note) => ({
      *stimulus() {
        yield* delay(us(2500));
        sim.setControl("drv", "level", 1);
        yield* delay(ms(4));
        sim.setControl("drv", "level", 0);
      },
      *watcher() {
        note(`level ${yield* edge("pico:GP6", "rising")}`);
        const [, time] = yield* serialLine(/up (\d+)/);
        note(`line of ${time}`);
        const net = sim.board.parts.find(({ id }) => id === "pico")!.nets.get("GP6")!;
        yield* until(() => sim.wires.level(net) === 0);
        note("low again");
      },
      *any() {
        yield* delay(us(1));
        for (let i = 0; i < 2; i++) note(`any ${yield* edge("drv:OUT")}`);
      },
    }));
    expect(notes).toEqual([
      "any 1 at 2500",
      "level 1 at 3000",
      "line of 3 at 3000",
      "any 0 at 6500",
      "low again at 7000",
    ]);
  });

  it("see at once what a program does without any event", () => {
    const notes: number[] = [];
    runTasks(
      function* (mcu) {
        for (let i = 0; i < 5; i++) {
          mcu.print(i);
          yield* sleepMs(1);
        }
      },
      {
        prepare: (sim) => {
          const printed = () => sim.trace.get("pico.serial")!.rows;
          function* process(): Coroutine {
            yield* until(() => printed() === 3);
            notes.push(sim.now);
          }
          sim.spawn("watcher", process());
        },
      },
    );
    expect(notes).toEqual([ms(2)]);
  });

  it("take the first of several, and give the others up", () => {
    const { notes } = run((sim, note) => ({
      *process() {
        const { index } = yield* first(edge("pico:GP6", "rising"), delay(ms(2)));
        note(`${index}`);
        sim.setControl("drv", "level", 1);
        const found = yield* first(delay(ms(5)), serialLine("pico", /never/), serialLine(/up/));
        note(`${found.index}`);
      },
    }));
    expect(notes).toEqual(["1 at 2000", "2 at 2000"]);
  });

  it("run after all other events of the instant, and before the boards' programs", () => {
    const { sim } = bench({ parts: ["drv driver"], wires: ["drv:OUT GP5"] });
    const order: string[] = [];
    const late = sim.declare("late", () => order.push("event that an event caused"));
    const slot = sim.declare("early", () => {
      order.push("event");
      sim.queue.schedule(late, sim.now);
    });
    sim.runners[0]!.load({
      name: "observer",
      counters: { bytecodes: 0, heapPeak: 0 },
      boot: () => undefined,
      run: () => {
        if (sim.now === ms(1)) order.push("program");
        return { until: sim.now < ms(1) ? ms(1) : NEVER, waiting: true };
      },
      snapshot: () => undefined,
      restore: () => undefined,
    });
    sim.runners[0]!.state.pause = { until: 0, waiting: false };
    function* process(name: string): Coroutine {
      yield* delay(ms(1));
      order.push(name);
      if (name === "one") sim.setControl("drv", "level", 1);
    }
    sim.spawn("one", process("one"));
    sim.spawn("two", process("two"));
    sim.runUntil(us(500));
    sim.queue.schedule(slot, ms(1));
    sim.runUntil(ms(2));
    expect(order).toEqual(["event", "event that an event caused", "one", "two", "program"]);
  });

  it("read serial lines each for itself; sub-tasks read together with their process", () => {
    const { notes } = run((_, note) => ({
      *late() {
        yield* delay(ms(10));
        note((yield* serialLine(/up/))[0]);
      },
      *press() {
        yield* delay(ms(1));
        _.setControl("drv", "level", 1);
        const task = createTask(serialLine(/up/));
        yield* task;
        const { index } = yield* first(serialLine(/up/), delay(ms(3)));
        note(`no second line: ${index}`);
      },
    }));
    expect(notes).toEqual(["no second line: 1 at 4000", "up at 10000"]);
  });

  it("use all of asyncio among themselves", () => {
    const { notes } = run((_, note) => {
      const event = new Event();
      return {
        *one() {
          yield* delay(us(10));
          event.set();
        },
        *two() {
          yield* gather([event.wait(), sleepMs(0.5)]);
          note("both");
        },
      };
    });
    expect(notes).toEqual(["both at 500"]);
  });

  it("fail the run when they throw, with their name and the time; so do tasks that nobody awaits", () => {
    const failing = (start: (sim: Simulation) => Coroutine) => () => {
      run((sim) => ({ checker: () => start(sim) }));
    };
    const wrong = failing(function* () {
      yield* delay(ms(3));
      throw new Error("expected a light");
    });
    expect(wrong).toThrow("test bench 'checker' at 3.000 ms: expected a light");
    const noControl = failing(function* (sim) {
      yield* delay(1);
      sim.setControl("drv", "colour", 1);
    });
    expect(noControl).toThrow(/^test bench 'checker' at 1 ns: part 'drv' has no control 'colour'/);
    const noPin = failing(() => edge("drv:IN") as Coroutine<never>);
    expect(noPin).toThrow(/part 'drv' has no pin 'IN'/);
    const lost = failing(function* () {
      createTask(
        (function* () {
          yield* delay(1);
          throw new Error("lost");
        })(),
        "child",
      );
      yield* delay(ms(1));
    });
    expect(lost).toThrow("test bench 'child' at 1 ns: lost");
    const endless = failing(function* () {
      for (;;) yield* delay(0);
    });
    expect(endless).toThrow("processes go on and on without time passing");
  });

  it("keep a run going while they wait for a time, and leave no mark of slices", () => {
    const fingerprint = (slice: number): string => {
      const { sim } = bench({ parts: ["drv driver"], wires: ["drv:OUT GP5"] });
      sim.spawn(
        "square",
        (function* () {
          for (let i = 0; ; i ^= 1) {
            sim.setControl("drv", "level", i);
            yield* delay(us(77));
          }
        })(),
      );
      while (sim.now < ms(3)) expect(sim.runUntil(Math.min(ms(3), sim.now + slice))).toBe("running");
      expect(rows(sim, "drv.level").length).toBeGreaterThan(38);
      return sim.trace.fingerprint();
    };
    expect(fingerprint(12_345)).toBe(fingerprint(ms(3)));
  });

  it("are not for programs, nor can they be copied", () => {
    expect(runTasks(() => delay(1)).lines.at(-1)).toBe("RuntimeError: only a test-bench process can wait for this");
    const { sim } = bench();
    sim.spawn("any", delay(1));
    expect(() => sim.snapshot()).toThrow("test-bench processes cannot be copied");
  });
});

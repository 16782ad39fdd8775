import { describe, expect, it } from "vitest";
import { condition, delay, edge, first, ms, projectOf, s, serialLine, simulate, TestFailure } from "tickless/testing";
import { example, messageOf, program, ran } from "./support.js";

describe("a bench", () => {
  it("lets time pass, and no more than asked for", () => {
    const sim = simulate(example("01-blink"));
    expect(sim.now).toBe(0);
    expect(sim.run(ms(100)).now).toBe(ms(100));
    expect(sim.runTo(ms(750)).now).toBe(ms(750));
    expect(sim.serial.lines).toEqual(["on", "off"]);
    expect(() => sim.runTo(ms(700))).toThrow("700.000 ms is over");
    expect(() => sim.run(0.5)).toThrow("times are whole nanoseconds");
  });

  it("gives time as it passes through its programs: TypeScript too", () => {
    const sim = simulate(example("05-typescript-firmware/debounce")).run(ms(100));
    sim.part("btn1").press({ for: ms(80) });
    expect(sim.serial.text).toContain("presses: 1");
  });

  it("runs until a condition holds, and stops at that moment", () => {
    const sim = simulate(example("02-button-polling")).run(ms(50));
    sim.part("btn1").press();
    const time = sim.until(() => sim.serial.lines.length === 2, { within: ms(10) });
    expect(time).toBe(sim.now);
    expect(sim.serial.timedLines()[1]).toEqual({ text: "presses: 1", time });
    // Nothing happened yet after that.
    expect(Math.max(...sim.trace.tracks.map((track) => (track.rows ? track.time(track.rows - 1) : 0)))).toBe(time);
  });

  it("sees what a program does between two events", () => {
    const sim = simulate(program("n = 0\nwhile True:\n  n += 1\n  if n == 1000: print('now')\n"));
    sim.until(() => sim.serial.lines.length === 1, { within: s(1) });
    expect(sim.now).toBe(sim.serial.timedLines()[0]!.time);
  });

  it("says when and in what state a condition did not come to hold", () => {
    const sim = simulate(example("03-button-debounce-asyncio")).run(ms(100));
    let looks = 0;
    const wait = () => void sim.until(() => ++looks > 0 && sim.serial.lines.length > 1, { within: ms(20) });
    expect(wait).toThrow(TestFailure);
    const message = messageOf(wait);
    expect(message).toContain(
      "waited in vain from 120.000 ms to 140.000 ms for () => ++looks > 0 && sim.serial.lines.length > 1",
    );
    expect(message).toMatch(
      /^tasks at 140\.000 ms:\n {2}t1 main {11}waiting for gather {2}main\.py:37 {2}await asyncio\.gather/m,
    );
    expect(message).toMatch(/03-button-debounce-asyncio, seed 1$/);
    // A wait that was given up leaves nothing behind.
    expect(messageOf(wait)).toContain("from 140.000 ms to 160.000 ms");
    const before = looks;
    sim.part("btn1").press({ for: ms(80) });
    expect(sim.now).toBe(ms(240));
    expect(looks).toBe(before);
  });

  it("knows how a program ended, and lets time pass all the same", () => {
    const sim = ran("led = Pin(15, Pin.OUT, value=1)\nsleep_ms(10)\nled.undo()");
    expect(sim.now).toBe(s(1));
    expect(sim.end).toMatchObject({ kind: "exception", time: ms(10), file: "main.py", line: 5 });
    expect(sim.end?.message).toMatch(/^AttributeError/);
    expect(sim.pin("GP15").level()).toBe(1);
    expect(ran("print('done')").end).toMatchObject({ kind: "finished", time: 0 });
  });

  it("knows that while a process goes on", () => {
    const sim = simulate(program("from time import *\nsleep_ms(20)"), { cpuTime: false });
    sim.spawn("person", () => delay(ms(50)));
    expect(sim.run(ms(19)).end).toBeUndefined();
    expect(sim.until(() => sim.end !== undefined, { within: ms(9) })).toBe(ms(20));
    expect(sim.run(ms(10)).end).toMatchObject({ kind: "finished", time: ms(20) });
    expect(sim.run(ms(50)).end).toMatchObject({ kind: "finished", time: ms(20) });
  });

  it("shows the wires that it has waited for in vain", () => {
    const sim = simulate(example("03-button-debounce-asyncio")).run(ms(100));
    const [button, led] = [sim.pin("GP14"), sim.pin("GP15")];
    const wait = (): unknown =>
      sim.until(() => button.level() === 0 || (led.level() === 0 && sim.track("btn1.pressed").value() === 1), {
        within: ms(20),
      });
    expect(messageOf(wait)).toMatch(/^pico\.GP14 +‾+\npico\.GP15 +‾+\n.*\^ 120\.000 ms$/m);
  });

  it("lets time pass for a program that waits in vain", () => {
    const files = new Map([["/main.py", Buffer.from("import asyncio\nasyncio.run(asyncio.Event().wait())")]]);
    const sim = simulate({ ...projectOf(example("03-button-debounce-asyncio")), files }).run(ms(100));
    expect(sim.end).toMatchObject({ kind: "deadlock" });
    expect(sim.now).toBe(ms(100));
    sim.part("btn1").press({ for: ms(10) });
    expect(sim.track("btn1.pressed").pulses()).toHaveLength(1);
    expect(sim.now).toBe(ms(110));
  });

  it("types for the program", () => {
    const sim = ran("import sys\nprint('hello', sys.stdin.readline().strip())");
    sim.serial.send("you\n");
    expect(sim.end).toBeUndefined();
    sim.until(() => sim.end !== undefined, { within: ms(100) });
    expect(sim.serial.lines).toEqual(["hello you"]);
    expect(sim.now).toBe(sim.end?.time);
  });

  it("goes on with the board when the program has ended", () => {
    const files = new Map([["/main.py", Buffer.from("print('done')")]]);
    const sim = simulate({ ...projectOf(example("03-button-debounce-asyncio")), files }).run(ms(10));
    sim.part("btn1").press();
    const edges = () => sim.track("btn1.contact").edges().length;
    sim.until(() => edges() === 4, { within: ms(10) });
    expect(sim.now).toBe(sim.track("btn1.contact").edges()[3]!.time);
  });

  it("plays a project's scenario, and fails with it", () => {
    const name = example("03-button-debounce-asyncio");
    expect(simulate(name, { scenario: "press.scenario.yaml" }).run(s(2)).serial.lines).toHaveLength(4);
    expect(simulate(name).run(s(2)).serial.lines).toHaveLength(1);
    expect(() => simulate(name, { scenario: "pres" })).toThrow("there is no scenario 'pres'");
    const wrong = {
      file: "wrong.scenario.yaml",
      text: "name: x\nversion: 1\nsteps:\n  - wait-serial: never\n    timeout: 5ms\n",
    };
    const sim = simulate({ ...program("while True: pass"), scenarios: [wrong] }, { scenario: wrong.file });
    expect(() => sim.run(s(1))).toThrow('the scenario failed: line 4: waited 5.000 ms in vain for "never"');
    expect(sim.now).toBe(ms(5));
  });

  it("records nothing when told so", () => {
    const sim = simulate(example("01-blink"), { record: false }).run(s(1));
    expect(sim.trace.rows).toBe(0);
  });

  it("is the same run again, whatever was asked in between", () => {
    const run = (look: boolean): string => {
      const sim = simulate(example("03-button-debounce-asyncio"), { seed: 5 }).run(ms(100));
      if (look) messageOf(() => void sim.until(() => sim.pin("GP14").level() === "x", { within: ms(7) }));
      else sim.run(ms(7));
      sim.part("btn1").press({ for: ms(80) });
      return sim.run(ms(100)).fingerprint;
    };
    expect(run(true)).toBe(run(false));
  });
});

describe("processes beside the program", () => {
  it("wait for time, edges, lines and conditions", () => {
    const sim = simulate(example("03-button-debounce-asyncio"));
    const notes: string[] = [];
    const note = (text: string) => notes.push(`${text} at ${Math.round(sim.now / ms(1))}`);
    sim.spawn("person", function* () {
      yield* serialLine(/ready/);
      yield* delay(ms(50));
      sim.part("btn1").press();
      yield* edge("pico:GP14", "falling");
      note("contact");
      yield* condition(() => sim.serial.lines.length === 2);
      note("counted");
      const { index } = yield* first(edge(sim.pin("GP15")), delay(s(1)));
      note(`blink ${index}`);
    });
    sim.run(s(1));
    expect(notes).toEqual(["contact at 50", "counted at 65", "blink 0 at 251"]);
  });

  it("cannot let time pass but by waiting", () => {
    const sim = simulate(example("03-button-debounce-asyncio"));
    sim.spawn("person", function* () {
      yield* delay(ms(3));
      sim.part("btn1").press({ for: ms(3) });
    });
    expect(() => sim.run(s(1))).toThrow("in a process write yield* delay(…) instead");
  });

  it("fail the run when they throw", () => {
    const sim = simulate(example("01-blink"));
    sim.spawn("checker", function* () {
      yield* delay(ms(3));
      throw new Error("no light");
    });
    expect(() => sim.run(s(1))).toThrow("test bench 'checker' at 3.000 ms: no light");
  });
});

describe("names that there are not", () => {
  const sim = simulate(example("03-button-debounce-asyncio")).run(ms(1));
  it.each([
    ["a part", () => sim.part("btn"), "there is no part 'btn' (did you mean 'btn1'?)"],
    ["a pin", () => sim.pin("GP41"), "there is no pin of pico 'GP41' (did you mean 'GP1'?)"],
    ["a part's pin", () => sim.pin("btn1:3.l"), "there is no pin of btn1 '3.l' (did you mean '1.l'?)"],
    [
      "a pin that nobody records",
      () => sim.pin("led1:A"),
      "nothing records the wire at led1:A: no GPIO of a board is on it",
    ],
    ["a track", () => sim.track("btn1.presed"), "there is no track 'btn1.presed' (did you mean 'btn1.pressed'?)"],
    ["a bus", () => sim.bus("i2c"), "there is no bus of pico 'i2c' (did you mean 'i2c0'?)"],
    ["a control", () => sim.part("btn1").set("x", 1), "there is no control of btn1 'x' (there are: pressed)"],
    [
      "a track of a part",
      () => sim.part("led1").number("bright"),
      "there is no track of led1 'bright' (there are: brightness, faults)",
    ],
    ["a button", () => sim.part("led1").press(), "there is nothing to press at 'led1' (wokwi-led)"],
    ["a knob", () => sim.part("btn1").turn(1), "there is nothing to turn at 'btn1' (wokwi-pushbutton)"],
    ["a display", () => sim.part("led1").display(), "'led1' (wokwi-led) is no display"],
    ["levels", () => sim.track("pico.serial").edges(), "'pico.serial' is a track of text: it has no levels"],
    ["the future", () => sim.pin("GP14").level(s(1)), "nothing is recorded yet of 1.000000 s: it is 1.000 ms now"],
    ["a range", () => sim.pin("GP14").edges({ from: 5, to: 3 }), "there is no time from 5 ns to 3 ns"],
    ["a value", () => sim.part("btn1").set("pressed", 3), "btn1: control 'pressed' takes 0 to 1, not 3"],
  ])("%s", (_, action, message) => {
    expect(messageOf(action)).toBe(message);
  });
});

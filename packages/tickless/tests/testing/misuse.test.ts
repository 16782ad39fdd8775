import { describe, expect, it } from "vitest";
import {
  always,
  type Bench,
  check,
  checkDeterministic,
  edge,
  forAllSeeds,
  ms,
  simulate,
  sleep,
  type State,
} from "tickless/testing";
import { faults, forAll, presses, stimuli } from "tickless/testing/random";
import "tickless/testing/vitest";
import { momentIn } from "../../src/testing/moments.js";
import { example, messageOf } from "./support.js";

/* What is wrong with a test is said in one line, also to those whose tests TypeScript does not check. */

const sim = simulate(example("03-button-debounce-asyncio")).run(ms(10));
const button = sim.part("btn1");
const led = sim.pin("GP15");
/** Whatever: what TypeScript would not let through. */
const wrong = (value: unknown): never => value as never;

const NO_TIME = "is no time: times are whole nanoseconds, as us(), ms() and s() make them";

it.each<[what: string, action: () => unknown, message: string]>([
  ["a time that is text", () => sim.run(wrong("80ms")), `run: "80ms" ${NO_TIME}`],
  ["no time", () => sim.run(wrong(undefined)), `run: undefined ${NO_TIME}`],
  ["a part of a nanosecond", () => button.press({ for: 1.5 }), `for: 1.5 ${NO_TIME}`],
  ["less than no time", () => sim.run(-1), "run: -1 ns is less than nothing"],
  ["a moment that is over", () => sim.runTo(ms(5)), "5.000 ms is over: it is 10.000 ms now"],
  ["a number in place of options", () => button.press(wrong(80)), "press: write { for: 80 } for how long"],
  [
    "a wait without an end",
    () => sim.until(() => false, wrong(undefined)),
    "it has to be said within what time: { within: ms(20) }",
  ],
  [
    "a wait for no condition",
    () => sim.until(wrong(true), { within: 5 }),
    "until: true is no condition: write () => …",
  ],
  ["a control's value that is text", () => button.set("pressed", wrong("1")), `btn1: "1" is no number for 'pressed'`],
  ["a pin that is a number", () => sim.pin(wrong(15)), "pin: 15 is no text"],
  ["a level that is none", () => sim.pin("GP14").drive(wrong("0")), `drive: "0" is none of 0, 1, "z"`],
  [
    "a kind of edges that is none",
    () => led.edges({ kind: wrong("raising") }),
    `kind: "raising" is none of "rising", "falling"`,
  ],
  [
    "a moment that is text",
    () => led.level(wrong("1ms")),
    `"1ms" is no time: times are in nanoseconds, as us(), ms() and s() make them`,
  ],
  ["what is typed that is no text", () => sim.serial.send(wrong(3)), "send: 3 is no text"],
  [
    "a seed that is none",
    () => simulate(example("01-blink"), { seed: 1.5 }),
    "seed: 1.5 is no whole number of 0 or more",
  ],
  ["a board that is not there", () => sim.tasksOf("pcio"), "there is no board 'pcio' (did you mean 'pico'?)"],
  ["another board's bus", () => sim.bus("esp:uart0"), "there is no board 'esp' (there are: pico)"],
  ["a bus that is not there", () => sim.bus("pico:i2c2"), "there is no bus of pico 'i2c2' (did you mean 'i2c0'?)"],
  [
    "a claim that is none",
    () => check(sim, wrong(true)),
    "true is no claim: write (now) => …, or always(…), eventually(…), …",
  ],
  [
    "a claim on a track with a slip",
    () =>
      check(
        sim,
        always((now: State) => now.number("btn1.presed") === 0),
      ),
    "there is no track 'btn1.presed' (did you mean 'btn1.pressed'?)",
  ],
  [
    "a process that is none",
    () =>
      sim.spawn(
        "p",
        wrong(() => 5),
      ),
    "spawn: 'p' is no process: write function* () { … }",
  ],
  ["no runs", () => forAllSeeds(0, () => undefined), "forAllSeeds: 0 is no number of seeds"],
  [
    "a range the wrong way round",
    () => stimuli({ btn1: presses({ hold: [ms(5), ms(1)] }) }),
    "hold: write the least and the most, [1, 5]; not [5000000,1000000]",
  ],
  [
    "a count that is no range",
    () => stimuli({ btn1: faults({ name: "flaky", count: wrong(3) }) }),
    "count: write the least and the most, [1, 5]; not 3",
  ],
])("%s", (_, action, message) => {
  expect(messageOf(() => void action())).toBe(message);
});

it("a press that is refused leaves the button alone", () => {
  messageOf(() => button.press({ for: -5 }));
  expect(button.number("pressed")).not.toBe(1);
});

it("a body of many runs that is async, which nobody would wait for", async () => {
  const body = wrong(async () => {
    await Promise.resolve();
    throw new Error("nobody sees this");
  });
  for (const run of [() => forAllSeeds(2, body), () => forAll(stimuli({ btn1: presses() }), body)]) {
    expect(messageOf(run)).toContain("what is run many times cannot be async");
  }
  await Promise.resolve();
});

describe("in a process", () => {
  const during = (pin: string, kind = "falling"): string =>
    messageOf(() => {
      const sim = simulate(example("03-button-debounce-asyncio"));
      sim.spawn("p", function* () {
        yield* edge(pin, wrong(kind));
      });
      sim.run(ms(1));
    });

  it("a pin, a part or an edge with a slip", () => {
    expect(during("GP144")).toContain("part 'pico' has no pin 'GP144' (did you mean 'GP14'?)");
    expect(during("pcio:GP14")).toContain("there is no part 'pcio' (did you mean 'pico'?)");
    expect(during("GP14", "fallin")).toContain(`there is no edge 'fallin': write "rising", "falling" or "any"`);
  });

  it("no slip: a pin of the first board by its name alone, and sleep", () => {
    const sim = simulate(example("03-button-debounce-asyncio")).run(ms(10));
    const seen: unknown[] = [];
    sim.spawn("sees", function* () {
      yield* edge("GP14", "falling");
      seen.push(sim.now);
      yield* sleep(ms(5));
      seen.push(sim.now);
    });
    sim.part("btn1").press();
    const [pressed] = sim
      .run(ms(20))
      .pin("GP14")
      .edges({ kind: "falling", from: ms(10) - 1 });
    expect(seen).toEqual([pressed?.time, Number(pressed?.time) + ms(5)]);
  });
});

describe("matchers", () => {
  it.each<[what: string, action: () => unknown, message: string]>([
    [
      "a simulation for a probe",
      () => expect(sim).toHaveEdges(2),
      `toHaveEdges is about a probe, such as expect(sim.pin("GP15")), and not a Bench`,
    ],
    [
      "a part for a probe",
      () => expect(button).toStay(1),
      `toStay is about a probe, such as expect(sim.pin("GP15")), and not a Part`,
    ],
    [
      "lines for a simulation",
      () => expect(sim.serial.lines).toPrint("x"),
      "toPrint is about a simulation or its serial console, expect(sim), and not an array",
    ],
    [
      "a probe for a simulation",
      () => expect(led).toHold(() => true),
      "toHold is about a simulation, expect(sim), and not a Probe",
    ],
    [
      "a simulation for a display",
      () => expect(sim).toShow(),
      `toShow is about a display, such as expect(sim.part("oled1")), and not a Bench`,
    ],
    ["edges that are text", () => expect(led).toHaveEdges(wrong("2")), `toHaveEdges: "2" is no number of 0 or more`],
    ["a duty in percent", () => expect(led).toHaveDuty(50), "toHaveDuty: 50 is no number of 0 to 1"],
    [
      "not a frequency that is none",
      () => expect(led).not.toHaveFrequency(NaN),
      "toHaveFrequency: NaN is no number of 0 or more",
    ],
    ["not a level that is none", () => expect(led).not.toStay(wrong(2)), `toStay: 2 is none of 0, 1, "x", "z"`],
    ["no text to print", () => expect(sim).toPrint(""), `toPrint: "" is no text and no pattern to look for`],
    ["no letter", () => expect(led).toMatchWave("", ms(1)), "a wave needs a letter"],
    [
      "no limit",
      () => expect(sim).toRespond([0], [0], wrong(undefined)),
      "it has to be said within what time: { within: ms(20) }",
    ],
    [
      "a probe for its edges",
      () => expect(sim).toRespond(wrong(led), [], { within: 5 }),
      `toRespond: a Probe is no list of moments: give edges, probe.edges(), or lines, serial.matching("…")`,
    ],
    [
      "no fingerprint",
      () => expect(sim).toHaveFingerprint(wrong(undefined)),
      "undefined is no fingerprint of 32 hex digits",
    ],
  ])("%s", (_, action, message) => {
    expect(messageOf(() => void action())).toBe(message);
  });

  it("a picture of another size", () => {
    const oled = simulate(example("04-fade-and-scroll")).run(ms(1)).part("oled1");
    expect(messageOf(() => expect(oled).toShow("##\n.."))).toBe(
      'the picture must be 64 lines of 128 characters "#" and "."; it is 2 lines, the first of 2 characters',
    );
  });
});

it("of two runs that differ, both recordings are opened where they do", () => {
  const runs: Bench[] = [];
  const drive = (sim: Bench): void => {
    sim.run(ms(40));
    if (runs.push(sim) > 1) sim.part("btn1").press();
  };
  const message = messageOf(() => checkDeterministic(example("03-button-debounce-asyncio"), { for: ms(60), drive }));
  expect(message).toContain("is another recording from 40.000 ms on, in btn1.");
  expect(runs.map((sim) => momentIn(message, sim))).toEqual([ms(40), ms(40)]);
});

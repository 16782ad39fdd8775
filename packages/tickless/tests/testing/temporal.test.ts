import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import {
  always,
  becomes,
  check,
  eventually,
  implies,
  ms,
  simulate,
  until,
  within,
  type Formula,
} from "tickless/testing";
import type { History } from "../../src/testing/temporal/formula.js";
import type { State } from "../../src/testing/temporal/states.js";
import { example, messageOf } from "./support.js";

const sim = simulate(example("03-button-debounce-asyncio")).run(ms(100));
sim.part("btn1").press({ for: ms(80) });
sim.run(ms(120));

const pressed = (now: State) => now.number("btn1.pressed") === 1;
const printed = (now: State) => now.printed.includes("presses: 1");

describe("claims about a recording", () => {
  it.each<[string, Formula]>([
    ["always", always((now) => now.level("GP15") !== "x")],
    [
      "always, of tasks",
      always(
        implies(
          (now) => now.time > ms(1),
          (now) => now.task("blink")?.state !== "ended",
        ),
      ),
    ],
    [
      "always, of two tasks",
      always(
        implies(
          (now) => now.task("blink") !== undefined,
          (now) => now.task("main")?.id === 1,
        ),
      ),
    ],
    ["eventually", eventually(printed)],
    ["within", always(implies(becomes(pressed), within(ms(40), printed)))],
    ["until", until((now) => !printed(now), pressed)],
    ["until within", always(implies(becomes(pressed), until(pressed, printed, { within: ms(40) })))],
    ["what is not due yet", always(within(ms(301), () => false))],
  ])("hold: %s", (_, claim) => {
    expect(() => check(sim, claim)).not.toThrow();
  });

  it.each<[string, Formula, number, string]>([
    ["always", always((now) => now.level("GP15") !== 0 || now.time < ms(1)), 250.461, "does not hold"],
    ["eventually", eventually((now) => now.time > ms(500)), 300, "did not come to hold after 0 ns"],
    ["within", always(implies(becomes(pressed), within(ms(20), printed))), 120, "within 20.000 ms after 100.000 ms"],
    ["until", until((now) => now.time < ms(50), pressed), 50.7, "does not hold, before"],
    ["until, whose end is late", until(() => true, printed, { within: ms(9) }), 9, "within 9.000 ms after 0 ns"],
  ])("fail: %s", (_, claim, time, reason) => {
    const message = messageOf(() => check(sim, claim));
    expect(Number(/^fails at ([\d.]+) ms/m.exec(message)?.[1])).toBeCloseTo(time, 0);
    expect(message).toContain(reason);
    expect(message).toContain("tasks at ");
  });

  it("show the tracks that they looked at, at the failing time", () => {
    const message = messageOf(() =>
      check(
        sim,
        always((now) => now.level("GP15") === 1 || now.time < ms(1)),
      ),
    );
    expect(message).toMatch(/^pico\.GP15 {2}‾+\\_+$/m);
    expect(message).toMatch(/\^ 250\.\d+ ms/);
  });

  it("know a pulse train as such", () => {
    const fading = simulate(example("04-fade-and-scroll")).run(ms(200));
    expect(() =>
      check(
        fading,
        eventually((now) => now.level("GP19") === "pwm"),
      ),
    ).not.toThrow();
  });
});

/** A recording of states with two bits each, a tick long. */
const history = (bits: readonly number[]): History => ({
  times: Float64Array.from(bits, (_, index) => index),
  end: bits.length,
  stateAt: (index) => ({ time: index, bits: bits[index] }) as unknown as State,
});
const bit = (mask: number) => (state: State) => ((state as unknown as { bits: number }).bits & mask) !== 0;
const [p, q] = [bit(1), bit(2)];

describe("laws of formulas", () => {
  const bits = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 20 });
  const holds = (formula: Formula, of: readonly number[]): boolean[] =>
    [...formula.evaluate(history(of)).holds].map(Boolean);
  const law = (text: string, formula: Formula, meaning: (of: readonly number[], at: number) => unknown) =>
    it(text, () => {
      fc.assert(
        fc.property(bits, (of) => void expect(holds(formula, of)).toEqual(of.map((_, at) => !!meaning(of, at)))),
      );
    });

  law("always: in every state from here", always(p), (of, at) => of.slice(at).every((b) => b & 1));
  law("eventually: in some state from here", eventually(p), (of, at) => of.slice(at).some((b) => b & 1));
  law(
    "within: in some of the next states, or they are not over",
    within(3, p),
    (of, at) => of.slice(at, at + 4).some((b) => b & 1) || at + 3 > of.length,
  );
  law("until: as far as the end, which comes", until(p, q), (of, at) => {
    const end = of.findIndex((b, index) => index >= at && b & 2);
    return end >= 0 && of.slice(at, end).every((b) => b & 1);
  });
  law("until within: the end comes in time, or may yet", until(p, q, { within: 3 }), (of, at) => {
    const end = of.findIndex((b, index) => index >= at && b & 2);
    if (end >= 0 && end <= at + 3) return of.slice(at, end).every((b) => b & 1);
    return end < 0 && at + 3 > of.length && of.slice(at).every((b) => b & 1);
  });
  law("implies", implies(p, always(q)), (of, at) => !(of[at]! & 1) || of.slice(at).every((b) => b & 2));
  law("becomes: holds, and did not before", becomes(p), (of, at) => at > 0 && !(of[at - 1]! & 1) && !!(of[at]! & 1));

  it("a formula that does not hold has a reason, not before it is asked", () => {
    const formulas = [
      always(p),
      eventually(p),
      within(3, p),
      until(p, q),
      until(p, q, { within: 3 }),
      implies(p, always(q)),
    ];
    fc.assert(
      fc.property(bits, fc.constantFrom(...formulas), (of, formula) => {
        const { holds, reason } = formula.evaluate(history(of));
        holds.forEach((value, at) => {
          if (!value) expect(reason(at).time).toBeGreaterThanOrEqual(at);
        });
      }),
    );
  });
});

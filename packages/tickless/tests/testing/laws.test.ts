import { DEFINITIONS } from "@tickless/devices";
import { defineDevice, ms, s, us, type DeviceContext } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { checkDeterministic, checkDevice, type Bench } from "tickless/testing";
import { example, messageOf, root } from "./support.js";

describe("checkDeterministic", () => {
  it.each(["01-blink", "02-button-polling", "03-button-debounce-asyncio", "05-typescript-firmware/debounce"])(
    "%s",
    (name) => {
      checkDeterministic(example(name), {
        for: ms(400),
        drive: (sim) => {
          sim.run(ms(50));
          if (name !== "01-blink") sim.part("btn1").press({ for: ms(80) });
        },
      });
    },
  );

  it("example 04 with its scenario", () => {
    checkDeterministic(example("04-fade-and-scroll"), { scenario: "press.scenario.yaml", for: s(2) });
  });

  it("tells where a run parts from the one before", () => {
    let runs = 0;
    const drive = (sim: Bench) =>
      void sim
        .run(ms(5 * ++runs))
        .part("btn1")
        .press();
    const message = messageOf(() => checkDeterministic(example("03-button-debounce-asyncio"), { drive, for: ms(20) }));
    expect(message).toBe(
      `run again, ${example("03-button-debounce-asyncio")}, seed 1 is another recording from 5.000 ms on, in btn1.pressed:
  first  {"value":1} at 5.000 ms
  then   {"value":1} at 10.000 ms`.replace(root, ""),
    );
  });
});

interface Faulty {
  count: number;
}

/** A part that breaks one law. */
const faulty = (connect: (ctx: DeviceContext<Faulty>) => void) =>
  defineDevice<Faulty>({ type: "faulty", pins: ["A"], attributes: [], createState: () => ({ count: 0 }), connect });

describe("checkDevice", () => {
  it.each(
    DEFINITIONS.filter(({ type }) => !type.includes("breadboard")).map(
      (definition) => [definition.type, definition] as const,
    ),
  )("%s obeys the laws", (_, definition) => checkDevice(definition));

  it("finds memory outside of the state", () => {
    let outside = 0;
    const forgetful = faulty((ctx) => {
      const out = ctx.output("count", "output");
      ctx.watchLevel(ctx.pin("A"), () => out.write(++outside));
    });
    expect(() => checkDevice(forgetful)).toThrow("faulty: the same life is another recording (life 1)");
  });

  it("finds memory in a closure, which a snapshot does not have", () => {
    const forgetful = faulty((ctx) => {
      let inside = 0;
      const out = ctx.output("count", "output");
      ctx.watchLevel(ctx.pin("A"), () => out.write(++inside));
    });
    expect(() => checkDevice(() => forgetful)).toThrow("going back to a snapshot and on again is another recording");
  });

  it("finds state that is no plain data", () => {
    const clever = faulty((ctx) => {
      const state = ctx.state as Faulty & { at?: unknown };
      state.at = new Map();
    });
    expect(() => checkDevice(clever)).toThrow("its state is not plain data");
  });

  it("is content with a part that keeps to them", () => {
    const good = faulty((ctx) => {
      const out = ctx.output("count", "output");
      const timer = ctx.timer(() => out.write(++ctx.state.count));
      ctx.watchLevel(ctx.pin("A"), () => timer.start(us(ctx.random.between(1, 90))));
    });
    checkDevice(good);
  });
});

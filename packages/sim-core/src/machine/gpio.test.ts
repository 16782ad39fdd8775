import { describe, expect, it } from "vitest";
import { bench, rows } from "../../tests/mcu-bench.js";
import { ms, us, type InterruptRequest } from "../index.js";
import {
  IRQ_FALLING,
  IRQ_HIGH_LEVEL,
  IRQ_RISING,
  PIN_ALT,
  PIN_ANALOG,
  PIN_IN,
  PIN_OPEN_DRAIN,
  PIN_OUT,
} from "./gpio.js";
import { PULL_DOWN, PULL_UP } from "./gpio.js";

/** Notes what handlers were called with. */
function recorder() {
  const calls: string[] = [];
  const handler = ({ id, arg, hard }: InterruptRequest): void => {
    calls.push(`${hard ? "hard" : "soft"} GP${id} ${arg}`);
  };
  return { calls, handler };
}

const driven = { parts: ["drv driver"], wires: ["drv:OUT GP5"] };

describe("pins", () => {
  it("after a reset belong to no function and are pulled down", () => {
    const { mcu, sim } = bench();
    sim.runUntil(0);
    expect(mcu.gpio.config(3)).toBe(PIN_ALT + 16 * PULL_DOWN);
    expect(mcu.gpio.pin(3).state).toMatchObject({ level: 0, volts: 0 });
    expect(mcu.gpio.pin(3).thevenin().ohms).toBeCloseTo(60_000, -1);
  });

  it("drive what their latch holds, which keeps its value while they are inputs", () => {
    const { mcu } = bench();
    mcu.gpio.write(3, 1);
    expect(mcu.gpio.read(3)).toBe(0);
    expect(mcu.gpio.configure(3, PIN_OUT, 0, -1)).toBe(0);
    expect(mcu.gpio.read(3)).toBe(1);
    mcu.gpio.toggle(3);
    expect(mcu.gpio.read(3)).toBe(0);
    mcu.gpio.configure(3, PIN_OUT, 0, 1);
    expect(mcu.gpio.read(3)).toBe(1);
    mcu.gpio.configure(3, PIN_IN, PULL_DOWN, -1);
    expect(mcu.gpio.read(3)).toBe(0);
    expect(mcu.gpio.config(3)).toBe(PIN_IN + 16 * PULL_DOWN);
  });

  it("pull up or down, and with both keep an open wire as it was", () => {
    const { mcu, sim } = bench(driven);
    sim.setControl("drv", "off", 1);
    mcu.gpio.configure(5, PIN_IN, PULL_UP, -1);
    expect(mcu.gpio.read(5)).toBe(1);
    mcu.gpio.configure(5, PIN_IN, PULL_UP | PULL_DOWN, -1);
    expect(mcu.gpio.read(5)).toBe(1);
    expect(mcu.gpio.pin(5).state.volts).toBeCloseTo(1.65);
    sim.setControl("drv", "level", 0);
    sim.setControl("drv", "off", 1);
    expect(mcu.gpio.read(5)).toBe(0);
    mcu.gpio.setPull(5, PULL_UP);
    expect(mcu.gpio.read(5)).toBe(1);
  });

  it("as open drain only ever pull low", () => {
    const { mcu } = bench();
    mcu.gpio.configure(3, PIN_OPEN_DRAIN, PULL_UP, -1);
    expect(mcu.gpio.read(3)).toBe(1);
    expect(mcu.gpio.config(3)).toBe(PIN_OPEN_DRAIN + 16 * PULL_UP);
    mcu.gpio.write(3, 0);
    expect(mcu.gpio.pin(3).drive).toEqual({ volts: 0, ohms: 40 });
    mcu.gpio.toggle(3);
    expect(mcu.gpio.pin(3).drive).toEqual({ volts: 3.3, ohms: 60_000 });
    mcu.gpio.configure(3, PIN_OPEN_DRAIN, PULL_UP, 0);
    expect(mcu.gpio.read(3)).toBe(0);
  });

  it("as analog inputs have no pulls and read 0", () => {
    const { mcu, sim } = bench(driven);
    sim.setControl("drv", "volts", 3.3);
    mcu.gpio.configure(5, PIN_ANALOG, PULL_UP, -1);
    expect(mcu.gpio.config(5)).toBe(PIN_ANALOG);
    expect(mcu.gpio.read(5)).toBe(0);
    expect(mcu.gpio.pin(5).read()).toBe(1);
  });

  it("change pull or value alone with mode -1, and refuse what the board does not have", () => {
    const { mcu } = bench();
    mcu.gpio.configure(3, PIN_OUT, 0, 0);
    mcu.gpio.configure(3, -1, -1, 1);
    expect([mcu.gpio.read(3), mcu.gpio.config(3)]).toEqual([1, PIN_OUT]);
    expect(mcu.gpio.configure(77, PIN_OUT, 0, 0)).toBe(-22);
    expect(mcu.gpio.configure(3, 9, 0, 0)).toBe(-22);
    expect(mcu.gpio.config(77)).toBe(-22);
    expect(mcu.gpio.setInterrupt(77, 4, false)).toBe(-22);
  });

  it("are recorded: level, pulse train and volts, from time 0 on", () => {
    const { mcu, sim } = bench({
      parts: ["drv driver"],
      wires: ["drv:OUT GP26"],
      steps: [[ms(1), ({ gpio }) => gpio.configure(2, PIN_OUT, 0, 1)]],
    });
    sim.runUntil(ms(2));
    sim.setControl("drv", "duty", 0.25);
    sim.runUntil(ms(3));
    sim.setControl("drv", "volts", 1.5);
    sim.runUntil(ms(4));
    expect(mcu.id).toBe("pico");
    expect(rows(sim, "pico.GP2")).toEqual([
      [0, 0],
      [ms(1), 1],
    ]);
    expect(rows(sim, "pico.GP26").slice(1)).toEqual([
      [ms(2), 4],
      [ms(3), 2],
    ]);
    expect(rows(sim, "pico.GP26.pwm")).toEqual([
      [0, 0, 0, 0],
      [ms(2), us(100), us(25), ms(2)],
      [ms(3), 0, 0, 0],
    ]);
    expect(rows(sim, "pico.GP26.volts").at(-1)?.[1]).toBeCloseTo(1.475, 3);
  });
});

describe("pin interrupts", () => {
  it("come with the edges asked for, at their time", () => {
    const seen: string[] = [];
    const { sim } = bench({
      ...driven,
      steps: [[0, ({ gpio }) => gpio.setInterrupt(5, IRQ_RISING | IRQ_FALLING, false)]],
      handler: ({ arg }) => seen.push(`${arg} at ${sim.now}`),
    });
    sim.runUntil(us(10));
    sim.setControl("drv", "level", 1);
    sim.runUntil(us(20));
    sim.setControl("drv", "level", 0);
    sim.runUntil(us(30));
    expect(seen).toEqual([`8 at ${us(10)}`, `4 at ${us(20)}`]);
  });

  it("do not come for other edges, for edges of before, or once disarmed", () => {
    const { calls, handler } = recorder();
    const { sim, mcu } = bench({ ...driven, handler });
    sim.runUntil(us(1));
    sim.setControl("drv", "level", 1);
    mcu.gpio.setInterrupt(5, IRQ_RISING, true);
    sim.runUntil(us(2));
    sim.setControl("drv", "level", 0);
    sim.runUntil(us(3));
    expect(calls).toEqual([]);
    expect(mcu.armed).toBe(true);
    sim.setControl("drv", "level", 1);
    sim.runUntil(us(4));
    expect(calls).toEqual(["hard GP5 8"]);
    mcu.gpio.setInterrupt(5, 0, false);
    sim.setControl("drv", "level", 0);
    sim.setControl("drv", "level", 1);
    sim.runUntil(us(5));
    expect(calls).toHaveLength(1);
    expect(mcu.armed).toBe(false);
  });

  it("compare with the level at arming, and do not come when a wire lets go", () => {
    const { calls, handler } = recorder();
    const { sim, mcu } = bench({ ...driven, handler });
    mcu.gpio.configure(5, PIN_IN, 0, -1);
    sim.setControl("drv", "level", 1);
    sim.runUntil(us(1));
    mcu.gpio.setInterrupt(5, IRQ_RISING | IRQ_FALLING, true);
    sim.runUntil(us(2));
    sim.setControl("drv", "off", 1);
    sim.runUntil(us(3));
    expect(mcu.gpio.pin(5).level).toBe(3);
    expect(calls).toEqual([]);
    sim.setControl("drv", "level", 0);
    sim.runUntil(us(4));
    expect(calls).toEqual(["hard GP5 4"]);
  });

  it("come with each edge of a pulse train, and cost nothing while not armed", () => {
    const { calls, handler } = recorder();
    const { sim, mcu } = bench({ ...driven, handler });
    sim.setControl("drv", "duty", 0.5);
    sim.runUntil(ms(1));
    const events = sim.eventCount;
    sim.runUntil(ms(9));
    expect(sim.eventCount).toBe(events);
    mcu.gpio.setInterrupt(5, IRQ_RISING, true);
    sim.runUntil(ms(10));
    expect(calls).toHaveLength(10);
    const after = sim.eventCount;
    expect(after - events).toBeLessThan(100);
    mcu.gpio.setInterrupt(5, 0, true);
    sim.runUntil(ms(19));
    expect(sim.eventCount).toBe(after);
  });

  it("of soft handlers queue one call an edge; those of hard handlers that wait are one", () => {
    const bounce = (hard: boolean): string[] => {
      const { calls, handler } = recorder();
      const { sim, mcu } = bench({ ...driven, handler, handlerNs: us(100) });
      mcu.gpio.setInterrupt(5, IRQ_RISING | IRQ_FALLING, hard);
      for (let edge = 1; edge <= 5; edge++) {
        sim.runUntil(us(edge));
        sim.setControl("drv", "level", edge % 2);
      }
      sim.runUntil(ms(1));
      return calls;
    };
    expect(bounce(false)).toEqual(["soft GP5 8", "soft GP5 4", "soft GP5 8", "soft GP5 4", "soft GP5 8"]);
    expect(bounce(true)).toEqual(["hard GP5 8", "hard GP5 12"]);
  });

  it("are latched while interrupts are disabled: one call, whatever the number of edges", () => {
    const { calls, handler } = recorder();
    const { sim, mcu } = bench({ ...driven, handler });
    mcu.gpio.setInterrupt(5, IRQ_RISING | IRQ_FALLING, false);
    const former = mcu.interrupts.mask();
    for (let edge = 1; edge <= 20; edge++) {
      sim.runUntil(us(edge));
      sim.setControl("drv", "level", edge % 2);
    }
    sim.runUntil(us(30));
    expect(calls).toEqual([]);
    mcu.interrupts.unmask(former);
    sim.runUntil(us(40));
    expect(calls).toEqual(["soft GP5 12"]);
  });

  it("of a level come again while it holds, without stopping the program or time", () => {
    const { calls, handler } = recorder();
    let steps = 0;
    const { sim, mcu } = bench({
      ...driven,
      handler,
      handlerNs: us(30),
      steps: Array.from({ length: 10 }, (_, i) => [ms(1) + us(i), () => steps++] as const),
    });
    mcu.gpio.setInterrupt(5, IRQ_HIGH_LEVEL, false);
    sim.runUntil(ms(1));
    expect(calls).toEqual([]);
    sim.setControl("drv", "level", 1);
    sim.runUntil(ms(2));
    sim.setControl("drv", "level", 0);
    const held = calls.length;
    expect(held).toBeGreaterThan(20);
    expect(held).toBeLessThan(40);
    expect(new Set(calls)).toEqual(new Set(["soft GP5 2"]));
    expect(steps).toBe(10);
    sim.runUntil(ms(4));
    expect(calls.length - held).toBeLessThanOrEqual(1);
    expect(sim.queue.length).toBe(0);
  });

  it("go on after a snapshot as if nothing had happened", () => {
    const { calls, handler } = recorder();
    const { sim, mcu } = bench({ ...driven, handler });
    mcu.gpio.setInterrupt(5, IRQ_FALLING, true);
    sim.setControl("drv", "level", 1);
    sim.runUntil(us(10));
    const snapshot = sim.snapshot();
    const goOn = (): string => {
      sim.setControl("drv", "level", 0);
      sim.runUntil(us(20));
      return `${calls.splice(0).join()} ${sim.trace.fingerprint()}`;
    };
    const first = goOn();
    expect(first).toMatch(/^hard GP5 4/);
    mcu.gpio.setInterrupt(5, 0, false);
    sim.restore(snapshot);
    expect(goOn()).toBe(first);
  });
});

describe("reset", () => {
  it("of the chip makes all pins inputs; MicroPython's only disarms interrupts", () => {
    const { sim, mcu } = bench();
    mcu.gpio.configure(3, PIN_OUT, 0, 1);
    mcu.gpio.setInterrupt(3, IRQ_FALLING, true);
    mcu.reset("soft");
    expect([mcu.gpio.read(3), mcu.armed]).toEqual([1, false]);
    mcu.gpio.setInterrupt(3, IRQ_FALLING, true);
    mcu.reset("hard");
    sim.runUntil(us(1));
    expect(mcu.gpio.config(3)).toBe(PIN_ALT + 16 * PULL_DOWN);
    expect([mcu.gpio.read(3), mcu.armed]).toEqual([0, false]);
    mcu.gpio.configure(3, PIN_OUT, 0, -1);
    expect(mcu.gpio.read(3)).toBe(0);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bench } from "../../tests/mcu-bench.js";
import { PIN_OUT } from "./gpio.js";
import { PCNT_MAX, PCNT_MIN, PCNT_THRESHOLD_0, PCNT_ZERO } from "./pcnt.js";

const UP = { rising: 1, falling: 0, low: 0, high: 0 };

/** An ESP32 whose IO18 and IO22 drive IO19 and IO23; `events` are the flags of its counters' interrupts. */
function wired() {
  const events: number[] = [];
  const { mcu, sim } = bench({
    chip: "esp32",
    wires: ["IO18 IO19", "IO22 IO23"],
    handler: ({ kind, arg }) => void (kind === 5 && events.push(arg)),
  });
  for (const gpio of [18, 22]) mcu.gpio.configure(gpio, PIN_OUT, -1, 0);
  const set = (gpio: number, level: 0 | 1, ns = 1000): void => {
    mcu.gpio.write(gpio, level);
    sim.runUntil(sim.now + ns);
  };
  const pulse = (times = 1): void => {
    for (let i = 0; i < times; i++) [1, 0].forEach((level) => set(18, level as 0 | 1));
  };
  return { mcu, sim, pcnt: mcu.pcnt, set, pulse, events };
}

/** The same with a unit that counts rising edges of IO19 while IO23 controls. */
function counting() {
  const made = wired();
  made.pcnt.connect(0, 0, 19, 23);
  made.pcnt.setActions(0, 0, UP);
  made.pcnt.run(0, true);
  return made;
}

describe("a pulse counter", () => {
  it("counts the edges that it was told to, while it runs", () => {
    const { pcnt, pulse } = counting();
    pulse(3);
    pcnt.run(0, false);
    pulse(2);
    expect(pcnt.count(0)).toBe(3);
    pcnt.run(0, true);
    pcnt.setActions(0, 0, { ...UP, rising: 2, falling: 2 });
    pulse(2);
    expect(pcnt.count(0)).toBe(-1);
  });

  it("is reversed or held by the level of another pin", () => {
    const { pcnt, pulse, set } = counting();
    pcnt.setActions(0, 0, { ...UP, low: 1, high: 2 });
    pulse(2);
    set(22, 1);
    pulse(5);
    expect(pcnt.count(0)).toBe(-2);
  });

  it("begins again at 0 when it comes to a limit, and tells it, like thresholds and zero", () => {
    const { pcnt, pulse, events, sim } = counting();
    pcnt.set(0, "max", 4);
    pcnt.set(0, "min", -2);
    pcnt.setThreshold(0, 0, 2);
    pcnt.set(0, "trigger", PCNT_MAX | PCNT_MIN | PCNT_THRESHOLD_0 | PCNT_ZERO);
    pulse(5);
    expect([pcnt.count(0), pcnt.total(0)]).toEqual([1, 5]);
    pcnt.setActions(0, 0, { ...UP, rising: 2 });
    pulse(4);
    sim.runUntil(sim.now + 1000);
    expect([pcnt.count(0), pcnt.total(0)]).toEqual([-1, 1]);
    expect(events).toEqual([PCNT_THRESHOLD_0, PCNT_MAX, PCNT_ZERO, PCNT_MIN]);
    expect(pcnt.flags(0, true)).toBe(PCNT_THRESHOLD_0 | PCNT_MAX | PCNT_ZERO | PCNT_MIN);
    expect(pcnt.flags(0, false)).toBe(0);
  });

  it("lets nothing shorter than its filter pass", () => {
    const { pcnt, set } = counting();
    pcnt.set(0, "filterNs", 1000);
    for (const [high, low] of [
      [999, 5000],
      [1001, 5000],
      [2000, 400],
      [2000, 5000],
    ] as const) {
      set(18, 1, high);
      set(18, 0, low);
    }
    // The third and fourth are one to it.
    expect(pcnt.count(0)).toBe(2);
  });

  it("makes its pins inputs with pull-ups, and lets go of them", () => {
    const { mcu, pcnt } = wired();
    mcu.gpio.configure(5, PIN_OUT, -1, 0);
    pcnt.connect(1, 0, 5, -1);
    expect(mcu.gpio.read(5)).toBe(1);
    pcnt.deinit(1);
    expect([mcu.armed, pcnt.count(1)]).toEqual([false, 0]);
  });

  it("counts a pulse train edge by edge", () => {
    const { mcu, sim, pcnt } = counting();
    mcu.ledc?.start(18, 10_000, 32_768, false, false);
    const before = pcnt.total(0);
    sim.runUntil(sim.now + 9_950_000);
    expect(pcnt.total(0) - before).toBe(100);
  });
});

describe("two channels as a decoder of a rotary encoder", () => {
  it("follow any walk of the two contacts, four counts a cycle", () => {
    const CODE = [0, 1, 3, 2];
    const walk = fc.array(fc.constantFrom(1, -1), { maxLength: 60 });
    fc.assert(
      fc.property(walk, (steps) => {
        const { pcnt, set } = wired();
        pcnt.connect(0, 0, 19, 23);
        pcnt.connect(0, 1, 23, 19);
        pcnt.setActions(0, 0, { rising: 2, falling: 1, low: 1, high: 0 });
        pcnt.setActions(0, 1, { rising: 1, falling: 2, low: 1, high: 0 });
        pcnt.run(0, true);
        let position = 0;
        for (const step of steps) {
          position += step;
          const code = CODE[((position % 4) + 4) % 4] as number;
          set(18, (code & 1) as 0 | 1);
          set(22, (code >> 1) as 0 | 1);
        }
        expect(pcnt.count(0)).toBe(position);
      }),
      { numRuns: 30 },
    );
  });
});

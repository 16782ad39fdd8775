import { HIGH_Z, ms, strong, us, type Nanos } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bench } from "../../tests/bench.js";
import { segmentCharacter, SEGMENTS, sevenSegmentText } from "./text.js";

type Common = "anode" | "cathode";

/** A display with a resistor of 330 ohm at each segment, and all pins in the test's hands. */
function display(digits: number, common: Common, more: Record<string, string> = {}, ohms = "330") {
  const commons = digits === 1 ? ["COM"] : Array.from({ length: digits }, (_, index) => `DIG${index + 1}`);
  const colon = more["colon"] ? ["CLN", "COM"] : [];
  const probes = [...SEGMENTS, ...commons, ...colon];
  const b = bench(
    {
      seg: ["wokwi-7segment", { digits: String(digits), common, ...more }],
      ...Object.fromEntries(probes.map((name) => [`p${name}`, "probe"])),
      ...Object.fromEntries(SEGMENTS.map((name) => [`r${name}`, ["wokwi-resistor", { value: ohms }] as const])),
    },
    [
      ...SEGMENTS.flatMap((name) => [`p${name}:P r${name}:1`, `r${name}:2 seg:${name}`]),
      ...[...commons, ...colon].map((name) => `p${name}:P seg:${name}`),
    ],
  );
  /** Logically on or off, whatever the common pin is. */
  const set = (name: string, on: boolean): void => {
    const high = on === (common === "cathode" ? SEGMENTS : commons).includes(name as never);
    b.probe(`p${name}`).set(strong(high ? 3.3 : 0, 20));
  };
  const bytes = (at: Nanos = b.sim.now): Uint8Array => b.sim.trace.at(at).pixels("seg.segments", digits * 8 + 1);
  return {
    ...b,
    set,
    bytes,
    text: (at?: Nanos) => sevenSegmentText(bytes(at)),
    rows: () => b.rows("seg.segments").length,
    pass: (time: Nanos) => b.sim.runUntil(b.sim.now + time),
    segments: (lit: string) => SEGMENTS.forEach((name) => set(name, lit.split(" ").includes(name))),
    /** One after the other is lit with its segments, `each` ns long. */
    multiplex(shapes: readonly string[], each: Nanos, cycles: number) {
      for (let cycle = 0; cycle < cycles; cycle++) {
        shapes.forEach((shape, digit) => {
          commons.forEach((name) => set(name, false));
          this.segments(shape);
          this.pass(us(5));
          set(commons[digit] as string, true);
          this.pass(each - us(5));
        });
      }
    },
  };
}

const SHAPES = ["B C", "A B D E G", "A B C D G DP", "B C F G"];

describe.each(["anode", "cathode"] as const)("with a common %s", (common) => {
  test("one digit shows what its pins say, at once", () => {
    const d = display(1, common);
    d.set("COM", true);
    d.segments("A B C D E F");
    d.pass(us(1));
    expect(d.text()).toBe("0");
    d.segments("A B C D E F G DP");
    d.pass(us(1));
    expect(d.text()).toBe("8.");
    d.set("COM", false);
    d.pass(us(1));
    expect(d.text()).toBe(" ");
  });

  test("the current is that of a LED: 1.6 V over 330, 20, 20 and 15 ohm of 5 mA", () => {
    const d = display(1, common);
    d.set("COM", true);
    d.segments("A");
    d.pass(us(1));
    expect(d.bytes()[0]).toBe(Math.round((255 * 1.6) / 385 / 0.005));
  });

  test("multiplexed at 100 Hz it looks steady, each segment with a quarter of its light", () => {
    const d = display(4, common);
    d.multiplex(SHAPES, ms(2.5), 4);
    const rows = d.rows();
    const whole = (255 * 1.6) / 385 / 0.005;
    expect(d.text()).toBe("123.4");
    expect(d.bytes()[1]).toBeCloseTo(whole / 4, -0.5);
    d.multiplex(SHAPES, ms(2.5), 20);
    expect(d.rows()).toBe(rows);
  });

  test("at 10 Hz it flickers: one digit after the other is dark", () => {
    const d = display(4, common);
    d.multiplex(SHAPES, ms(25), 3);
    const start = d.sim.now;
    d.multiplex(SHAPES, ms(25), 1);
    expect([10, 35, 60, 85].map((time) => d.text(start + ms(time)))).toEqual(["1   ", " 2  ", "  3. ", "   4"]);
    // As bright as it is while it is lit, not its average.
    expect(d.bytes(start + ms(10))[1]).toBe(Math.round((255 * 1.6) / 385 / 0.005));
  });
});

test("a digit that is no longer switched on goes dark 25 ms after its last cycle began", () => {
  const d = display(2, "cathode");
  d.multiplex(["B C", "A B C"], ms(5), 6);
  const start = d.sim.now - ms(5);
  d.set("DIG1", false);
  d.set("DIG2", false);
  d.pass(ms(100));
  expect(d.text(start + ms(19))).toBe("17");
  expect(d.text(start + ms(24))).toBe(" 7");
  expect(d.text(start + ms(26))).toBe("  ");
});

test("segments that are set one by one while the digit is on do not count as cycles", () => {
  const d = display(1, "cathode");
  for (let cycle = 0; cycle < 10; cycle++) {
    d.set("COM", true);
    d.segments("");
    d.pass(us(20));
    d.segments("A");
    d.pass(ms(4));
    d.segments("");
    d.pass(us(20));
    d.segments("A B");
    d.pass(ms(1));
    d.set("COM", false);
    d.pass(ms(5));
  }
  const [a = 0, b = 0] = d.bytes();
  expect(a / b).toBeCloseTo(5, 0);
});

test("the colon is a LED between CLN and COM", () => {
  const d = display(4, "cathode", { colon: "1" });
  d.multiplex(SHAPES, ms(2.5), 3);
  d.probe("pCOM").set(strong(0, 25));
  d.probe("pCLN").set(strong(3.3, 330));
  d.pass(us(1));
  expect(d.text()).toBe("12:3.4");
});

test("without the attribute there is no colon", () => {
  const b = bench({ seg: ["wokwi-7segment", { digits: "4" }], p: "probe" }, ["seg:CLN p:P"]);
  b.probe("p").set(strong(0));
  b.sim.runUntil(us(1));
  expect(b.sim.trace.at(us(1)).pixels("seg.segments", 33)[32]).toBe(0);
});

test("COM.1 and COM.2 are the same terminal", () => {
  const b = bench({ seg: "wokwi-7segment", v: "wokwi-vcc", p: "probe" }, ["seg:COM.2 v:VCC", "seg:G p:P"]);
  b.probe("p").set(strong(0, 500));
  b.sim.runUntil(us(1));
  expect(sevenSegmentText(b.sim.trace.at(us(1)).pixels("seg.segments", 9))).toBe("-");
});

test("pulse trains dim it without a row for each pulse", () => {
  const d = display(1, "cathode");
  d.segments("A");
  d.probe("pCOM").set({ ...strong(3.3, 20), pwm: { periodNs: us(500), highNs: us(250), startNs: 0 } });
  d.pass(ms(100));
  expect(d.bytes()[0]).toBeCloseTo((255 * 0.5 * 1.6) / 385 / 0.005, -0.5);
  expect(d.rows()).toBe(2);
});

test("a missing resistor is reported once, not with each cycle", () => {
  const d = display(2, "cathode", {}, "1");
  d.multiplex(["A", "A"], ms(5), 20);
  expect(d.faults("seg")).toEqual(["overcurrent"]);
  expect(d.sim.trace.get("seg.faults")?.value(0, 1)).toMatch(/through segment A of digit [12], it stands 25 mA/);
  d.segments("");
  d.pass(ms(200));
  d.multiplex(["A", "A"], ms(5), 1);
  expect(d.faults("seg")).toEqual(["overcurrent", "overcurrent"]);
});

test("a pin that is let go of lights nothing", () => {
  const d = display(1, "anode");
  d.set("COM", true);
  d.segments("A");
  d.probe("pA").set(HIGH_Z);
  d.pass(us(1));
  expect(d.text()).toBe(" ");
});

describe("text", () => {
  const bytes = (...shapes: string[]): Uint8Array =>
    Uint8Array.from([
      ...shapes.flatMap((shape) => SEGMENTS.map((name) => (shape.split(" ").includes(name) ? 200 : 0))),
      0,
    ]);

  test("tells digits, letters and points", () => {
    expect(sevenSegmentText(bytes("A B C D E F G", "A E F G", "D DP", ""))).toBe("8F_. ");
  });

  test("does not tell the ghosts of multiplexing", () => {
    const ghost = bytes("B C");
    ghost[0] = 20;
    expect(sevenSegmentText(ghost)).toBe("1");
  });

  test("says when a shape is no character", () => {
    expect(sevenSegmentText(bytes("A C E"))).toBe("\ufffd");
  });

  test("law: every digit is read back as itself", () => {
    const shapes = new Map(
      Array.from({ length: 128 }, (_, bits) => [segmentCharacter(bits), bits] as const).filter(([c]) => /\d/.test(c)),
    );
    expect([...shapes.keys()].sort().join("")).toBe("0123456789");
    fc.assert(
      fc.property(fc.array(fc.constantFrom(..."0123456789"), { minLength: 1, maxLength: 4 }), (digits) => {
        const lit = digits.flatMap((digit) =>
          Array.from({ length: 8 }, (_, bit) => (((shapes.get(digit) ?? 0) >> bit) & 1) * 255),
        );
        expect(sevenSegmentText(Uint8Array.from([...lit, 0]))).toBe(digits.join(""));
      }),
    );
  });
});

import { describe, expect, it } from "vitest";
import { cpuLoad, fingerprintOf, gaps, linesOfCode, percent, responses, spread, timeText } from "./measures.js";
import { ms, projectOf, s, simulate } from "tickless/testing";

const at = (...times: number[]) => times.map((time) => ({ time }));

describe("responses", () => {
  it("are the first effects after their causes", () => {
    expect(responses(at(10, 100), at(13, 105))).toEqual({ delays: [3, 5], missed: 0, extra: 0 });
  });

  it("lack where nothing comes before the next cause; what comes more often is extra", () => {
    expect(responses(at(10, 20, 30), at(5, 12, 14, 31))).toEqual({ delays: [2, 1], missed: 1, extra: 2 });
  });
});

it("spreads and gaps", () => {
  expect(spread([3, 5, 10])).toEqual({ min: 3, max: 10, mean: 6, jitter: 7 });
  expect(gaps(at(1, 4, 9))).toEqual([3, 5]);
});

it("the processor's load is the time in which it does not wait, and all of it when it polls", () => {
  const program = (code: string) => {
    const files = new Map([["/main.py", new TextEncoder().encode(code)]]);
    return simulate({ ...projectOf("examples/01-blink"), files }).run(s(1));
  };
  expect(cpuLoad(program("import time\nwhile True:\n    time.sleep_ms(100)"))).toBeLessThan(0.01);
  expect(cpuLoad(program("while True:\n    pass"))).toBe(1);
  const half = "import time\nwhile True:\n    time.sleep_us(100)\n    for i in range(21):\n        pass\n";
  expect(cpuLoad(program(half))).toBeGreaterThan(0.4);
  expect(cpuLoad(program(half))).toBeLessThan(0.8);
});

it("lines of code are those that a machine needs", () => {
  const program =
    '"""What it\nis for."""\n\nimport time  # needed\n# a comment\ndef f():\n    """Does."""\n    return 1\n';
  expect(linesOfCode(program)).toBe(3);
});

it("writes times and shares with the digits that mean something", () => {
  expect([ms(24.34), 4.729e6, 536_000, 12, s(5), s(123.4)].map((time) => timeText(time))).toEqual([
    "24.3 ms",
    "4.73 ms",
    "536 µs",
    "12.0 ns",
    "5.00 s",
    "123 s",
  ]);
  expect([percent(0.3141), percent(1, 0)]).toEqual(["31.4 %", "100 %"]);
});

it("the fingerprint of a text is another for each text", () => {
  expect(fingerprintOf("abc")).toBe("ba7816bf8f01cfea"); // FIPS 180-2, appendix B.1
  expect(fingerprintOf("abd")).not.toBe(fingerprintOf("abc"));
});

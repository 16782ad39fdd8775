import { HIGH_Z, ms, s, strong, us, type Nanos } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bench, problemsOf } from "../../tests/bench.js";
import { DHT11, DHT22 } from "./dht.js";
import { answerOf } from "./frame.js";

const sensor = (type: "dht22" | "dht11", attributes = {}, volts = "3.3") =>
  bench({ d: [`wokwi-${type}`, attributes], v: ["wokwi-vcc", { voltage: volts }], gnd: "wokwi-gnd", host: "probe" }, [
    ...["d:VCC v:VCC", "d:GND gnd:GND", "d:SDA host:P"],
  ]);
type Bench = ReturnType<typeof bench>;

/** Pulls the line low for a while; the levels of the next 10 ms with how long they lasted, the first one from the release on. */
function ask(b: Bench, at: Nanos, low = ms(20)): [level: number, length: Nanos][] {
  const host = b.probe("host");
  b.sim.runUntil(at);
  host.set(strong(0));
  b.sim.runUntil(at + low);
  host.set(HIGH_Z);
  const edges: [number, Nanos][] = [[1, b.sim.now]];
  const watch = b.sim.wires.watch(
    host.net,
    true,
    b.sim.declare("test", () => edges.push([host.level, b.sim.now])),
  );
  b.sim.runUntil(b.sim.now + ms(10));
  watch.active = false;
  const changes = edges.filter(([level], i) => i === 0 || level !== edges[i - 1]?.[0]);
  return changes.map(([level, time], i) => [level, (changes[i + 1]?.[1] ?? b.sim.now) - time]);
}

/** The bytes of an answer: from the third high on, more than 48 µs is a 1. */
function bytesOf(levels: readonly [number, Nanos][]): number[] {
  const highs = levels.filter(([level]) => level === 1).slice(2, 42);
  const bits = highs.map(([, length]) => (length > us(48) ? 1 : 0));
  return Array.from({ length: bits.length / 8 }, (_, i) =>
    bits.slice(8 * i, 8 * i + 8).reduce<number>((byte, bit) => 2 * byte + bit, 0),
  );
}

describe("data sheet", () => {
  test("the AM2302's examples", () => {
    expect(answerOf(DHT22, { temperature: 35.1, humidity: 65.2 })).toEqual([0x02, 0x8c, 0x01, 0x5f, 0xee]);
    expect(answerOf(DHT22, { temperature: -10.1, humidity: 65.2 }).slice(2, 4)).toEqual([0x80, 0x65]);
  });

  test("80 µs low and high, then for each bit 50 µs low and 26 or 70 µs high", () => {
    const levels = ask(sensor("dht22", { temperature: "35.1", humidity: "65.2" }), s(2));
    const [, low, high, ...bits] = levels.map(([, length]) => length);
    expect(levels[0]?.[1]).toBe(us(30));
    expect([low, high]).toEqual([us(80), us(80)]);
    const lows = bits.filter((_, i) => i % 2 === 0);
    const highs = bits.filter((_, i) => i % 2 === 1);
    expect([lows.length, new Set(lows)]).toEqual([41, new Set([us(50)])]);
    expect(new Set(highs.slice(0, 40))).toEqual(new Set([us(26), us(70)]));
    expect(bytesOf(levels)).toEqual([0x02, 0x8c, 0x01, 0x5f, 0xee]);
  });

  test("a DHT11 tells whole numbers of what it can tell", () => {
    expect(answerOf(DHT11, { temperature: 23.6, humidity: 44.4 })).toEqual([44, 0, 24, 0, 68]);
    expect(answerOf(DHT11, { temperature: -5, humidity: 100 })).toEqual([90, 0, 0, 0, 90]);
  });

  test("law: any value comes back within half of the last digit, and the sum is right", () => {
    const climate = {
      temperature: fc.double({ min: -40, max: 80, noNaN: true }),
      humidity: fc.double({ min: 0, max: 100, noNaN: true }),
    };
    fc.assert(
      fc.property(fc.record(climate), (air) => {
        const [a, b, c, d, sum] = answerOf(DHT22, air) as [number, number, number, number, number];
        expect((a + b + c + d) & 255).toBe(sum);
        expect(Math.abs((a * 256 + b) / 10 - air.humidity)).toBeLessThanOrEqual(0.0500001);
        const celsius = (((c & 127) * 256 + d) / 10) * (c & 128 ? -1 : 1);
        expect(Math.abs(celsius - air.temperature)).toBeLessThanOrEqual(0.0500001);
      }),
    );
  });
});

const celsius = (levels: readonly [number, Nanos][]): number => {
  const [, , high = 0, low = 0] = bytesOf(levels);
  return (high * 256 + low) / 10;
};

describe("when it measures", () => {
  test("an answer is of the measurement before; the start signal begins the next", () => {
    const b = sensor("dht22", { temperature: "20" });
    expect(celsius(ask(b, s(2)))).toBe(20);
    b.sim.setControl("d", "temperature", 30);
    expect(celsius(ask(b, s(4.1)))).toBe(20);
    expect(celsius(ask(b, s(6.2)))).toBe(30);
    expect(b.faults("d")).toEqual([]);
  });

  test("within 2 s it gives the same again, measures nothing, and that is a fault", () => {
    const b = sensor("dht22", { temperature: "20" });
    ask(b, s(2));
    b.sim.setControl("d", "temperature", 30);
    expect([celsius(ask(b, s(3))), celsius(ask(b, s(3.5)))]).toEqual([20, 20]);
    expect(b.faults("d")).toEqual(["early-read"]);
    ask(b, s(4.1));
    expect(celsius(ask(b, s(6.2)))).toBe(30);
  });

  test("it is ready when the program starts: the board has had power for a while", () => {
    expect(ask(sensor("dht22"), ms(1))).toHaveLength(85);
  });

  test.each([
    ["dht22", 1.9, 2.1],
    ["dht11", 0.9, 1.1],
  ] as const)("a %s that gets power at time 0 does not answer %f s later, but after %f s", (type, early, late) => {
    const b = sensor(type, { powerUp: type === "dht22" ? "2" : "1" });
    expect(ask(b, s(early))).toHaveLength(1);
    expect(ask(b, s(late))).toHaveLength(85);
    expect(b.faults("d")).toEqual(["power-up"]);
  });

  test("the time to power up can be another", () => {
    const b = sensor("dht22", { powerUp: "0" });
    expect(ask(b, ms(1))).toHaveLength(85);
  });
});

describe("start signals", () => {
  test.each([
    ["dht22", 0.7, 1, ["short-start"]],
    ["dht22", 0.9, 85, ["short-start"]],
    ["dht22", 1, 85, []],
    ["dht11", 10, 1, ["short-start"]],
    ["dht11", 18, 85, []],
    ["dht22", 0.01, 1, []],
  ] as const)("%s, low for %f ms: %i levels, faults %j", (type, low, levels, faults) => {
    const b = sensor(type);
    expect(ask(b, s(3), ms(low))).toHaveLength(levels);
    expect(b.faults("d")).toEqual(faults);
  });
});

test("without supply the line is left alone", () => {
  const b = sensor("dht22", {}, "2");
  expect(ask(b, s(3)).filter(([level]) => level === 0)).toEqual([]);
  expect(b.faults("d")).toEqual([]);
});

test("'answering' tells when it drives the line", () => {
  const b = sensor("dht22");
  ask(b, s(2), ms(1));
  const begin = s(2) + ms(1);
  expect(b.rows("d.answering").map(([time, value]) => [time, value])).toEqual([
    [0, 0],
    [begin, 1],
    [expect.closeTo(begin + ms(4), -6), 0],
  ]);
});

test("values that are none are problems", () => {
  expect(problemsOf("wokwi-dht22", { temperature: "warm" })[0]).toMatch(/'temperature' is 'warm'/);
});

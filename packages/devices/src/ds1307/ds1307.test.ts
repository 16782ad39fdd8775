import { ms, s } from "@tickless/sim-core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { problemsOf } from "../../tests/bench.js";
import { onI2c } from "../../tests/i2c-bench.js";
import { calendarAt, later, registersOf, withRegister } from "./calendar.js";

const clock = (attributes = {}, options = {}) => onI2c(["wokwi-ds1307", attributes], 0x68, { vcc: "5V", ...options });

describe("calendar", () => {
  const since2000 = (...date: [number, number, number, number, number, number]): number =>
    (Date.UTC(...date) - Date.UTC(2000, 0, 1)) / 1000;
  const CENTURY = 36_525 * 86_400;
  const moment = fc.integer({ min: 0, max: since2000(2099, 11, 31, 23, 59, 59) });

  test("law: its registers are the date, with two digits for each number", () => {
    fc.assert(
      fc.property(moment, (seconds) => {
        const [sec, min, hour, weekday, day, month, year] = registersOf(calendarAt(seconds)).map((byte) =>
          byte.toString(16).padStart(2, "0"),
        );
        const date = new Date(Date.UTC(2000, 0, 1) + seconds * 1000);
        expect(`20${year}-${month}-${day}T${hour}:${min}:${sec}.000Z`).toBe(date.toISOString());
        expect(Number(weekday)).toBe(date.getUTCDay() + 1);
      }),
    );
  });

  test("law: written register by register a date is read back, with any weekday", () => {
    fc.assert(
      fc.property(moment, moment, fc.integer({ min: 1, max: 7 }), (from, to, weekday) => {
        const wanted = registersOf(calendarAt(to));
        wanted[3] = weekday;
        let calendar = calendarAt(from);
        wanted.forEach((byte, register) => (calendar = withRegister(calendar, register, byte)));
        expect(registersOf(calendar)).toEqual(wanted);
      }),
    );
  });

  test("law: later is later, however the time is cut", () => {
    fc.assert(
      fc.property(moment, fc.nat(1e6), fc.nat(1e6), (from, first, second) => {
        expect(later(later(calendarAt(from), first), second)).toEqual(later(calendarAt(from), first + second));
        if (from + first < CENTURY) expect(later(calendarAt(from), first)).toEqual(calendarAt(from + first));
      }),
    );
  });

  test("twelve hours with AM and PM", () => {
    const noon = { ...calendarAt(since2000(2024, 4, 1, 12, 5, 0)), twelve: true };
    expect(registersOf(noon)[2]).toBe(0x72);
    expect(registersOf(later(noon, 43_200))[2]).toBe(0x52);
    expect(registersOf(withRegister(noon, 2, 0x52)).slice(0, 3)).toEqual([0, 5, 0x52]);
    expect(registersOf(withRegister(noon, 2, 0x23))[2]).toBe(0x23);
  });

  test("after 99 comes 00", () => {
    expect(registersOf(later(calendarAt(since2000(2099, 11, 31, 23, 59, 59)), 1))).toEqual([...[0, 0, 0, 6, 1, 1, 0]]);
  });
});

test("it goes on in virtual time, from where the board's own clock begins", () => {
  const b = clock();
  expect(b.read(0, 7)).toEqual([0x42, 0x57, 0x13, 5, 0x29, 0x02, 0x24]);
  b.wait(s(20));
  expect(b.read(0, 3)).toEqual([0x02, 0x58, 0x13]);
  expect(b.faults()).toEqual([]);
});

test("it is set, stopped and started", () => {
  const b = clock({ initTime: "0" });
  expect(b.read(0, 7)).toEqual([0x80, 0, 0, 1, 1, 1, 0]);
  b.wait(s(5));
  expect(b.read(0, 1)).toEqual([0x80]);
  b.write(0, 0x58, 0x59, 0x23, 7, 0x31, 0x12, 0x25);
  b.wait(s(3));
  expect(b.read(0, 7)).toEqual([0x01, 0, 0, 1, 0x01, 0x01, 0x26]);
  b.write(0, 0x81);
  b.wait(s(3));
  expect(b.read(0, 1)).toEqual([0x81]);
});

test("writing the seconds begins a second", () => {
  const b = clock();
  b.wait(ms(900));
  b.write(0, 0x10);
  b.wait(ms(950));
  expect(b.read(0, 1)).toEqual([0x10]);
  b.wait(ms(51));
  expect(b.read(0, 1)).toEqual([0x11]);
});

test("a date and time to begin with, RAM that goes round, and what is no number", () => {
  const b = clock({ initTime: "2031-05-06T07:08:09Z" });
  expect(b.read(0, 7)).toEqual([0x09, 0x08, 0x07, 3, 0x06, 0x05, 0x31]);
  b.write(0x3e, 0xaa, 0xbb);
  expect(b.read(0x3e, 3)).toEqual([0xaa, 0xbb, 0x09]);
  b.write(0x01, 0x6f);
  expect(b.faults()).toEqual(["invalid-time"]);
  expect(problemsOf("wokwi-ds1307", { initTime: "tomorrow" })[0]).toContain("'initTime' is 'tomorrow'");
});

test("SQW falls at each second, or faster", () => {
  const b = clock({}, { wires: ["part:SQW sqw:P"] });
  const pin = b.probe("sqw");
  pin.set({ volts: 3.3, ohms: 10_000 });
  b.write(0x07, 0x10);
  const levels = [100, 350, 100, 300, 200].map((time) => {
    b.wait(ms(time));
    return pin.read();
  });
  expect(levels).toEqual([0, 0, 1, 1, 0]);
  b.write(0x07, 0x13);
  let edges = 0;
  const from = b.sim.now;
  let before = pin.read();
  while (b.sim.now < from + ms(10)) {
    b.wait(5000);
    if (pin.read() !== before) edges++;
    before = pin.read();
  }
  expect(Math.abs(edges - 655)).toBeLessThanOrEqual(1);
  b.write(0x07, 0x80);
  b.wait(1);
  expect(pin.read()).toBe(1);
});

test("at 3.3 V it does not answer, and says so", () => {
  const b = clock({}, { volts: 3.3 });
  expect(() => b.read(0, 1)).toThrow("nothing answers");
  expect(b.faults()).toEqual(["low-supply"]);
});

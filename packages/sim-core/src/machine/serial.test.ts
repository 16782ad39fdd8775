import { describe, expect, it } from "vitest";
import { bench } from "../../tests/mcu-bench.js";
import { ms } from "../index.js";

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const text = (data: Uint8Array): string => String.fromCharCode(...data);

describe("the serial console", () => {
  it("records output and tells listeners", () => {
    const heard: string[] = [];
    const { mcu, sim } = bench({
      steps: [
        [ms(1), ({ serial }) => serial.write(bytes("hello "))],
        [ms(2), ({ serial }) => serial.write(bytes("world\r\n"))],
        [ms(3), ({ serial }) => serial.write(new Uint8Array())],
      ],
    });
    mcu.serial.onOutput((data) => heard.push(text(data)));
    sim.runUntil(ms(5));
    expect(sim.trace.at(ms(1)).text("pico.serial")).toBe("hello ");
    expect(sim.trace.at(ms(5)).text("pico.serial")).toBe("hello world\r\n");
    expect(heard).toEqual(["hello ", "world\r\n"]);
  });

  it("keeps what the caller writes even if the buffer is used again", () => {
    const { mcu, sim } = bench();
    const buffer = bytes("a");
    mcu.serial.write(buffer);
    buffer[0] = 98;
    expect(sim.trace.at(0).text("pico.serial")).toBe("a");
  });

  it("hands out input in order, as much as fits", () => {
    const { mcu, sim } = bench();
    mcu.serial.input(bytes("abc"));
    mcu.serial.input(bytes("de"));
    expect(mcu.serial.available).toBe(5);
    const target = new Uint8Array(4);
    expect(mcu.serial.readInto(target)).toBe(4);
    expect(text(target)).toBe("abcd");
    expect([mcu.serial.readInto(target), text(target)]).toEqual([1, "ebcd"]);
    expect(mcu.serial.readInto(target)).toBe(0);
    expect(sim.trace.at(0).text("pico.serial.in")).toBe("abcde");
  });

  it("makes Ctrl-C an interrupt, unless that is switched off", () => {
    const { mcu } = bench();
    mcu.serial.input(bytes("a\x03b"));
    expect(mcu.serial.available).toBe(2);
    expect([mcu.serial.takeInterrupt(), mcu.serial.takeInterrupt()]).toEqual([true, false]);
    mcu.serial.setInterruptCharacter(-1);
    mcu.serial.input(bytes("\x03"));
    expect([mcu.serial.available, mcu.serial.takeInterrupt()]).toEqual([3, false]);
    mcu.reset("soft");
    mcu.serial.input(bytes("\x03"));
    expect([mcu.serial.available, mcu.serial.takeInterrupt()]).toEqual([3, true]);
  });

  it("wakes firmware that waits", () => {
    const { sim, mcu, script } = bench();
    sim.runUntil(ms(1));
    mcu.serial.input(bytes("x"));
    sim.runUntil(ms(2));
    expect(script.wakes).toEqual([ms(1)]);
  });

  it("is off in sleep: output is kept, input is lost", () => {
    const { sim, mcu } = bench();
    mcu.power.setAsleep(true);
    mcu.serial.input(bytes("x"));
    mcu.power.setAsleep(false);
    expect(mcu.serial.available).toBe(0);
    mcu.serial.input(bytes("y"));
    const snapshot = sim.snapshot();
    mcu.serial.readInto(new Uint8Array(9));
    sim.restore(snapshot);
    expect(mcu.serial.available).toBe(1);
    mcu.reset("hard");
    expect(mcu.serial.available).toBe(0);
  });
});

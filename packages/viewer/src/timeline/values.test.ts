import { describe, expect, it } from "vitest";
import type { BoardState, Lane } from "../protocol/store.js";
import { laneValue, readingOf, taskText } from "./values.js";

const lane = (id: string, kind: Lane["kind"], tracks: readonly string[] = [id]): Lane => ({
  id,
  kind,
  label: id,
  detail: "",
  part: "",
  net: undefined,
  tracks,
  shown: true,
});
const value = (of: Lane, values: Readonly<Record<string, number>>, hertz?: number) =>
  laneValue(of, (track) => values[track] ?? NaN, hertz);
const pin = lane("pico.GP1", "pin");

describe("the value at the cursor", () => {
  it("is found by the track's place in the run", () => {
    const read = readingOf([{ name: "a" }, { name: "b" }])({ values: Float64Array.of(1, 2) } as unknown as BoardState);
    expect([read("a"), read("b"), read("c")]).toEqual([1, 2, NaN]);
  });

  it("of a pin is its level", () => {
    const texts = [0, 1, 2, 3, NaN].map((level) => value(pin, { "pico.GP1": level }).text);
    expect(texts).toEqual(["low", "high", "conflict", "floating", "–"]);
  });

  it("of pulses is their duty, with the frequency if it is known", () => {
    const pulses = { "pico.GP1": 4, "pico.GP1.pwm": 0.25 };
    expect(value(pin, pulses).text).toBe("25.0 %");
    expect(value(pin, pulses, 1000)).toEqual({ text: "25.0 % · 1.000 kHz", tone: "pwm" });
  });

  it("of an analog input is its volts", () => {
    expect(value(pin, { "pico.GP1": 0, "pico.GP1.volts": 1.65 }).text).toBe("1.650 V");
    expect(value(pin, { "pico.GP1": 1, "pico.GP1.volts": 0 }).text).toBe("high");
  });

  it("of controls and outputs is in words and units that fit", () => {
    expect(value(lane("btn1.pressed", "control"), { "btn1.pressed": 1 }).text).toBe("pressed");
    expect(value(lane("btn1.contact", "output"), { "btn1.contact": 0 }).text).toBe("open");
    expect(value(lane("led1.brightness", "output"), { "led1.brightness": 0.64 }).text).toBe("64.0 %");
    expect(value(lane("pico.temperature", "control"), { "pico.temperature": 27 }).text).toBe("27 °C");
    expect(value(lane("pot1.position", "control"), { "pot1.position": 1 / 3 }).text).toBe("0.3333");
    expect(value(lane("pico.heap", "heap"), { "pico.heap": 2048 }).text).toBe("2.0 KiB");
  });

  it("of faults is how many there were, of all parts", () => {
    const faults = lane("faults", "faults", ["a.faults", "b.faults"]);
    expect(value(faults, { "a.faults": 2, "b.faults": 1 })).toEqual({ text: "3 so far", tone: "fault" });
    expect(value(faults, {}).text).toBe("none");
  });

  it("of a task is what it does or waits for", () => {
    const task = { mcu: "pico", id: 1, name: "main", since: 0, ran: 0 };
    const texts = [0, 1, 2, 3].map((state) => taskText({ ...task, state, on: state === 2 ? "sleep" : "" }).text);
    expect(texts).toEqual(["ended", "running", "sleep", "ready"]);
    expect(taskText(undefined).text).toBe("");
  });
});

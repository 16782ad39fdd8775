import { ms, s } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { simulate } from "../src/testing/simulate.js";
import { folder } from "./support/cli.js";

/* What ends the sleep of an ESP32, with what a program is told of it. */

const SOURCES = {
  timer: { set: "", sleep: "500", reason: 4 },
  ext0: { set: "esp32.wake_on_ext0(Pin(15), esp32.WAKEUP_ANY_HIGH)", sleep: "", reason: 2 },
  ext1: { set: "esp32.wake_on_ext1((Pin(12), Pin(15)), esp32.WAKEUP_ANY_HIGH)", sleep: "", reason: 3 },
  touch: { set: "TouchPad(Pin(4)).config(300)\nesp32.wake_on_touch(True)", sleep: "", reason: 5 },
  irq: { set: "Pin(15).irq(wake=WAKE, trigger=Pin.WAKE_HIGH)", sleep: "", reason: 2 },
};
type Source = keyof typeof SOURCES;

const program = (source: Source, call: "lightsleep" | "deepsleep", kind: "SLEEP" | "DEEPSLEEP"): string => `
import esp32, machine, time
from machine import Pin, RTC, TouchPad
woken = machine.reset_cause() == machine.DEEPSLEEP_RESET
print(machine.reset_cause(), machine.wake_reason(), RTC().memory())
Pin(12, Pin.IN, Pin.PULL_DOWN)
Pin(15, Pin.IN, Pin.PULL_DOWN)
if not woken:
    RTC().memory(b"kept")
    ${SOURCES[source].set.replace("WAKE,", `machine.${kind},`).replace("\n", "\n    ")}
    time.sleep_ms(10)
    machine.${call}(${SOURCES[source].sleep})
    print("awake", machine.wake_reason())
`;

function run(source: Source, call: "lightsleep" | "deepsleep", kind: "SLEEP" | "DEEPSLEEP" = "DEEPSLEEP") {
  const main = program(source, call, kind);
  const sim = simulate(folder({ "main.py": main, "tickless.yaml": "board: esp32\n" })).run(ms(300));
  const asleep = sim.serial.lines.length;
  sim.part("esp32").set("touch4", 100);
  sim.pin("15").drive(1);
  sim.run(ms(50));
  const touched = sim.serial.lines.length > asleep;
  sim.part("esp32").set("touch4", 600);
  sim.pin("15").drive("z");
  sim.run(s(1));
  return { lines: sim.serial.lines, atOnce: touched };
}

describe.each(Object.keys(SOURCES) as Source[])("%s", (source) => {
  const { reason } = SOURCES[source];
  const atOnce = source !== "timer";

  it("ends light sleep, and the program goes on", () => {
    expect(run(source, "lightsleep", "SLEEP")).toEqual({ lines: ["1 0 b''", `awake ${reason}`], atOnce });
  });

  it("ends deep sleep, from which the program starts anew and finds the RTC's memory", () => {
    expect(run(source, "deepsleep")).toEqual({ lines: ["1 0 b''", `4 ${reason} b'kept'`], atOnce });
  });
});

it("a pin that was to end one kind of sleep does not end the other", () => {
  expect(run("irq", "lightsleep", "DEEPSLEEP").lines).toEqual(["1 0 b''"]);
});

import { describe, expect, it } from "vitest";
import { bench } from "../../tests/mcu-bench.js";
import { ms } from "../index.js";
import { IRQ_RISING, PIN_OUT } from "./gpio.js";

describe("a microcontroller", () => {
  it("declares all its tracks before time 0", () => {
    const { sim } = bench();
    const names = sim.trace.tracks.map((track) => track.name);
    expect(names).toHaveLength(30 * 2 + 4 + 6 + 4 + 6 + 1 + 2 + 1 + 2 + 1 + 1 + 1 + 4);
    expect(names).toContain("pico.interrupts");
    expect(names).toContain("pico.GP29.volts");
    expect(names).toContain("pico.softi2c3");
    expect(names).toContain("pico.uart1.rx");
    expect(names).toContain("pico.serial.in");
    expect(names).toContain("pico.tasks");
    expect(names).toContain("pico.heap");
    expect(names).toContain("pico.program");
  });

  it("is armed while a pin, a timer or the watchdog may still act", () => {
    const { mcu } = bench();
    const seen = [mcu.armed];
    mcu.gpio.setInterrupt(1, IRQ_RISING, false);
    seen.push(mcu.armed);
    mcu.gpio.setInterrupt(1, 0, false);
    seen.push(mcu.armed);
    mcu.timers.start(1, 1, true, false);
    seen.push(mcu.armed);
    mcu.timers.stop(1);
    mcu.watchdog.start(1);
    seen.push(mcu.armed);
    expect(seen).toEqual([false, true, false, true, true]);
  });

  it("forgets waiting interrupts at any reset, and that one was running", () => {
    const { mcu } = bench();
    for (const cause of ["soft", "hard"] as const) {
      mcu.interrupts.mask();
      mcu.interrupts.raise({ kind: 2, id: 0, arg: 0, hard: false });
      mcu.reset(cause);
      expect(mcu.interrupts.deliverable(true)).toBe(false);
      mcu.interrupts.raise({ kind: 2, id: 0, arg: 0, hard: true });
      expect(mcu.interrupts.take(false)?.kind).toBe(2);
    }
  });

  it("tells why it started; on the RP2040 a soft reset is none", () => {
    const { mcu } = bench();
    const causes = (["soft", "watchdog", "soft", "hard", "deepsleep"] as const).map((cause) => {
      mcu.reset(cause);
      return mcu.resetCause;
    });
    expect(causes).toEqual(["power-on", "watchdog", "watchdog", "hard", "deepsleep"]);
  });

  it("is plain data: a snapshot restored leaves nothing of what came after", () => {
    const { mcu, sim } = bench({ parts: ["drv driver"], wires: ["drv:OUT GP5"] });
    sim.runUntil(ms(1));
    const fingerprint = sim.trace.fingerprint();
    const snapshot = sim.snapshot();
    expect(JSON.parse(JSON.stringify(snapshot.states["pico"]))).toEqual(snapshot.states["pico"]);
    mcu.gpio.configure(3, PIN_OUT, 0, 1);
    mcu.pwm.init(0);
    mcu.pwm.setFreq(0, 1000);
    mcu.pwm.setDutyU16(0, 1000);
    mcu.i2c.init(-1, 14, 15, 100_000, 100);
    mcu.timers.start(1, ms(1), true, true);
    mcu.watchdog.start(1);
    mcu.rtc.set(0);
    mcu.setFreq(48e6);
    mcu.pulse.begin(5, 1, 100);
    sim.restore(snapshot);
    expect(sim.snapshot()).toEqual(snapshot);
    sim.runUntil(ms(1));
    expect(sim.trace.fingerprint()).toBe(fingerprint);
  });
});

import type { Processor } from "../processor.js";
import { checked } from "./errors.js";

/** The real-time clock. */
export class Rtc {
  constructor(private readonly cpu: Processor) {}

  /** Seconds since 1970-01-01; sets them when given. */
  seconds(): number;
  seconds(seconds: number): void;
  seconds(seconds?: number): number | undefined {
    const { rtc } = this.cpu.mcu;
    this.cpu.charge(seconds === undefined ? "time_s" : "rtc_set");
    if (seconds === undefined) return rtc.seconds();
    rtc.set(seconds);
    return undefined;
  }
}

/** The watchdog, which resets the board unless it is fed in time. Once started, it cannot be stopped. */
export class Watchdog {
  constructor(
    private readonly cpu: Processor,
    timeoutMs: number,
  ) {
    cpu.charge("wdt_start");
    checked(cpu.mcu.watchdog.start(timeoutMs));
  }

  feed(): void {
    this.cpu.charge("wdt_feed");
    this.cpu.mcu.watchdog.feed();
  }
}

/** An analog input. */
export class AnalogInput {
  constructor(
    private readonly cpu: Processor,
    private readonly channel: number,
  ) {
    checked(cpu.mcu.adc.init(channel));
  }

  /** A conversion just now, 0 to 65535; its time passes afterwards, with the rest of the step. */
  readU16(): number {
    this.cpu.charge("adc_read_u16");
    this.cpu.spend(this.cpu.mcu.spec.adc.conversionNs);
    return checked(this.cpu.mcu.adc.readU16(this.channel));
  }
}

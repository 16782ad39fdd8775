import type { FaultControl, FaultSpec } from "../device.js";
import type { Nanos } from "../time.js";

/*
 * The clock that everything on a microcontroller is timed by: CPU, timers, ticks, sleeps, PWM, UART, I2C, watchdog, RTC. As a
 * rule it is right, and what it shows is virtual time. Its fault is to run fast or slow.
 *
 * Not modelled: jitter; change with temperature; a crystal that does not start; the RTC and the watchdog having oscillators
 * of their own (ESP32); the ADC's time to convert between two conversions; the serial console, which is timed by the computer.
 */

/** Beyond this no clock is that still runs at all, parts per million. */
const MOST_PPM = 20_000;

export interface BoardClockState {
  /** Parts per million by which it is fast, since a moment of virtual time at which it showed `shown`. */
  ppm: number;
  since: Nanos;
  shown: Nanos;
}

interface ClockHost {
  readonly now: Nanos;
  readonly state: { readonly clock: BoardClockState };
  faultControl(name: string, spec: FaultSpec, changed?: (value: number) => void): FaultControl;
}

export class BoardClock {
  /** Called after it has begun to run at another speed. */
  onChange: () => void = () => undefined;

  constructor(private readonly host: ClockHost) {
    const spec = {
      min: -MOST_PPM,
      max: MOST_PPM,
      typical: 10_000,
      unit: "ppm",
      description:
        "The board's clock runs fast, below 0 slow. A crystal is within 30 ppm, an RC oscillator within 10 000 to 20 000.",
    };
    host.faultControl("clock-drift", spec, (ppm) => {
      Object.assign(this.state, { ppm, shown: this.at(host.now), since: host.now });
      this.onChange();
    });
  }

  static initialState(): BoardClockState {
    return { ppm: 0, since: 0, shown: 0 };
  }

  /** What it shows at a moment of virtual time, not before its speed last changed: whole nanoseconds of its own. */
  at(time: Nanos): Nanos {
    const { ppm, since, shown } = this.state;
    return ppm === 0 ? shown + (time - since) : shown + Math.floor((time - since) * rate(ppm));
  }

  /** When it first shows this, or more. */
  when(shows: Nanos): Nanos {
    const { ppm, since, shown } = this.state;
    if (ppm === 0 || shows === Infinity) return since + (shows - shown);
    let time = since + Math.ceil((shows - shown) / rate(ppm));
    // Division and multiplication do not always agree about the last nanosecond.
    while (this.at(time) < shows) time++;
    while (this.at(time - 1) >= shows) time--;
    return time;
  }

  /** When so many nanoseconds of its own have passed since a moment. */
  after(time: Nanos, own: Nanos): Nanos {
    return this.when(this.at(time) + own);
  }

  /** How long so many nanoseconds of its own last; not rounded. */
  length(own: number): number {
    const { ppm } = this.state;
    return ppm === 0 ? own : own / rate(ppm);
  }

  private get state(): BoardClockState {
    return this.host.state.clock;
  }
}

const rate = (ppm: number): number => 1 + ppm / 1e6;

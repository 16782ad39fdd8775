import type { Nanos } from "@tickless/sim-core";

/** Behind by more than this, ms, a run does not try to catch up: the host is too slow, or was asleep. */
const MOST_BEHIND_MS = 50;
/** Over how long the rate is measured, ms. */
const WINDOW_MS = 1000;

/** How virtual time follows the host's. */
export class Pace {
  private host = 0;
  private virtual: Nanos = 0;
  private samples: { readonly host: number; readonly virtual: Nanos }[] = [];

  /** `speed`: virtual seconds per host second; Infinity: as fast as possible. */
  constructor(
    readonly speed: number,
    host: number,
    virtual: Nanos,
  ) {
    this.anchor(host, virtual);
  }

  /** How far virtual time should be. */
  target(host: number): Nanos {
    if (this.speed === Infinity) return Infinity;
    return Math.floor(this.virtual + (host - this.host) * 1e6 * this.speed);
  }

  /** Virtual time has come to here. What cannot be caught up with is let go. */
  reached(host: number, virtual: Nanos): void {
    const behind = (this.target(host) - virtual) / 1e6 / this.speed;
    if (behind > MOST_BEHIND_MS) this.anchor(host, virtual);
  }

  /** Virtual seconds per host second, of late. Asked now and then. */
  rate(host: number, virtual: Nanos): number {
    this.samples.push({ host, virtual });
    while (this.samples.length > 2 && host - (this.samples[1] as { host: number }).host > WINDOW_MS)
      this.samples.shift();
    const first = this.samples[0] as { readonly host: number; readonly virtual: Nanos };
    const passed = host - first.host;
    return passed > 0 ? (virtual - first.virtual) / 1e6 / passed : 0;
  }

  private anchor(host: number, virtual: Nanos): void {
    this.host = host;
    this.virtual = virtual;
    if (this.samples.length === 0) this.samples.push({ host, virtual });
  }
}

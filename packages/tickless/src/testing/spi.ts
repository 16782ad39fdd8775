import type { Nanos } from "@tickless/sim-core";
import type { Probe } from "./probe.js";
import type { Range } from "./view.js";

/** One transfer on an SPI bus: words without a pause between them. */
export interface SpiExchange {
  /** When it began, ns. */
  readonly time: Nanos;
  /** How long it took, ns. */
  readonly duration: Nanos;
  /** Bits of a word; of words above 8 bits the lowest 8 are known. */
  readonly bits: number;
  /** Mode 0 to 3: twice the polarity, and the phase. */
  readonly mode: number;
  /** The words on MOSI. */
  readonly sent: Uint8Array;
  /** The words on MISO; none when nobody drove it. */
  readonly received: Uint8Array;
}

/** An SPI bus of a board. Who was selected is to be asked of the pin. */
export class SpiBus {
  constructor(private readonly probe: Probe) {}

  /** Transfers that are over, in order. */
  get transfers(): SpiExchange[] {
    return this.transfersIn();
  }

  /** Of these, the ones that began in the range. */
  transfersIn(range: Range = {}): SpiExchange[] {
    return this.probe.rows(range).map((row) => ({
      time: row.time,
      duration: row["durationNs"] as number,
      bits: row["bits"] as number,
      mode: row["mode"] as number,
      sent: row["mosi"] as Uint8Array,
      received: row["miso"] as Uint8Array,
    }));
  }

  /** All words on MOSI, one transfer after the other. */
  sent(range: Range = {}): Uint8Array {
    return Uint8Array.from(this.transfersIn(range).flatMap(({ sent }) => [...sent]));
  }

  /** All words on MISO. */
  received(range: Range = {}): Uint8Array {
    return Uint8Array.from(this.transfersIn(range).flatMap(({ received }) => [...received]));
  }
}

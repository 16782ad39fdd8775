import type { Nanos } from "@tickless/sim-core";
import type { Probe } from "./probe.js";
import type { Range } from "./view.js";

/** One transfer on an I2C bus. */
export interface Transaction {
  /** When it began, ns. */
  readonly time: Nanos;
  /** How long it took, ns. */
  readonly duration: Nanos;
  /** 7 bits. */
  readonly address: number;
  readonly read: boolean;
  readonly status: "complete" | "address not acknowledged" | "data not acknowledged";
  /** Bytes of data that were acknowledged. */
  readonly acknowledged: number;
  readonly data: Uint8Array;
}

const STATUS = ["complete", "address not acknowledged", "data not acknowledged"] as const;

/** An I2C bus of a board. */
export class Bus {
  constructor(private readonly probe: Probe) {}

  /** Transfers that are over, in the order in which they began. */
  get transactions(): Transaction[] {
    return this.transactionsIn();
  }

  /** Of these, the ones that began in the range. */
  transactionsIn(range: Range = {}): Transaction[] {
    return this.probe.rows(range).map((row) => ({
      time: row.time,
      duration: row["durationNs"] as number,
      address: row["address"] as number,
      read: row["read"] === 1,
      status: STATUS[row["status"] as number] as Transaction["status"],
      acknowledged: row["acknowledged"] as number,
      data: row["data"] as Uint8Array,
    }));
  }
}

import { Utf8, type Nanos } from "@tickless/sim-core";
import type { Probe, Row } from "./probe.js";
import type { Range } from "./view.js";

/** One frame on a UART's wire: a byte, or a break. */
export interface UartFrame {
  /** When its start bit began, ns. */
  readonly time: Nanos;
  /** How long it took, ns. */
  readonly duration: Nanos;
  readonly byte: number;
  /** "lost": it was good, and the receiver's buffers were full. */
  readonly status: "good" | "no stop bit" | "wrong parity" | "lost" | "break";
  /** Data bits. */
  readonly bits: number;
  readonly parity: "none" | "even" | "odd";
}

const STATUS = ["good", "no stop bit", "wrong parity", "lost", "break"] as const;
const PARITY = ["none", "even", "odd"] as const;

/** One direction of a UART. */
export class UartLine {
  constructor(private readonly probe: Probe) {}

  /** The frames that are over, in order. */
  get frames(): UartFrame[] {
    return this.framesIn();
  }

  /** Of these, the ones that began in the range. */
  framesIn(range: Range = {}): UartFrame[] {
    return this.probe.rows(range).map(frameOf);
  }

  /** The bytes that came through: those of frames that are good. */
  bytes(range: Range = {}): Uint8Array {
    const good = this.framesIn(range).filter(({ status }) => status === "good");
    return Uint8Array.from(good, ({ byte }) => byte);
  }

  /** The same as text, UTF-8. */
  text(range: Range = {}): string {
    return new Utf8().push(this.bytes(range));
  }
}

/** A UART of a board. */
export class Uart {
  constructor(
    /** What the board sends. */
    readonly sent: UartLine,
    /** What the board receives, as its receiver reads it. */
    readonly received: UartLine,
  ) {}
}

const frameOf = (row: Row): UartFrame => ({
  time: row.time,
  duration: row["durationNs"] as number,
  byte: row["data"] as number,
  status: STATUS[row["status"] as number] ?? "good",
  bits: row["bits"] as number,
  parity: PARITY[row["parity"] as number] ?? "none",
});

import type { Board } from "./board.js";
import type { BitstreamReceiver } from "./bus/bitstream.js";
import type { I2cTarget } from "./bus/i2c.js";
import type { SpiLines, SpiTarget } from "./bus/spi.js";
import type { UartReceiver } from "./bus/uart.js";
import type { EventQueue } from "./event-queue.js";
import type { Nanos } from "./time.js";
import type { Recorder } from "./trace/index.js";
import type { Wires } from "./wires.js";

/** A part that answers on the bus of these two wires. */
export interface I2cRegistration {
  /** Id of the part. */
  readonly part: string;
  readonly scl: number;
  readonly sda: number;
  readonly target: I2cTarget;
}

/** A part on an SPI bus, by the numbers of its wires. */
export interface SpiRegistration {
  readonly lines: SpiLines<number>;
  readonly target: SpiTarget;
}

/** A part that understands bursts of bits on this wire. */
export interface BitstreamRegistration {
  readonly net: number;
  readonly receiver: BitstreamReceiver;
}

/** A part that listens on this wire. */
export interface UartRegistration {
  readonly net: number;
  readonly receiver: UartReceiver;
}

/** The simulation as its own parts know it: the tables in which they make their declarations, and the clock. */
export interface Kernel {
  readonly board: Board;
  /** The project's files, by absolute path. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly queue: EventQueue;
  readonly wires: Wires;
  readonly recorder: Recorder;
  readonly i2cTargets: I2cRegistration[];
  readonly spiTargets: SpiRegistration[];
  readonly bitstreamReceivers: BitstreamRegistration[];
  readonly uartReceivers: UartRegistration[];
  /** Who sees the infrared light in the room. */
  readonly infraredReceivers: ((lit: boolean) => void)[];
  readonly now: Nanos;
  /** The run goes no further than this. */
  readonly limit: Nanos;
  /** Somebody has asked for the run to stop here. */
  readonly stopped: boolean;
  /** Faults recorded so far. */
  faultCount: number;
  /** Declares a queue slot whose handler belongs to a part: an error in it names the part. */
  declare(part: string, handler: () => void): number;
  /** Fires the queue's first event. */
  fireNext(): void;
  /** Sets the clock; nothing is due before `t`. */
  passTo(t: Nanos): void;
}

import type { Nanos } from "../time.js";

/*
 * What passes on an SPI bus, one transfer at a time: so many words that the controller sends without a pause. A target sees
 * a transfer when its last bit has ended; it cannot be selected or released in the middle, for the program stands still.
 *
 * Not modelled: levels of SCK and MOSI while words pass (the wires stay at rest; exports make waveforms of the transfers),
 * the pause that some controllers make between words, a target that drives MISO while another does (the first one counts).
 */

export interface SpiTransfer {
  /** When its first bit began, ns. */
  readonly start: Nanos;
  /** Length of a bit, ns, not rounded. */
  readonly bit: number;
  /** Bits of a word, 4 to 16; of words above 8 bits the lowest 8 are known, as MicroPython hands them over. */
  readonly bits: number;
  /** SCK rests high (CPOL 1); data are taken at the second edge (CPHA 1). */
  readonly polarity: 0 | 1;
  readonly phase: 0 | 1;
  /** One word each, as they were on MOSI. */
  readonly data: Uint8Array;
}

/** The pins by which a part is on a bus; of those that are missing it takes no notice. */
export interface SpiLines<Wire> {
  readonly sck: Wire;
  readonly mosi?: Wire;
  readonly miso?: Wire;
}

/** A part on an SPI bus. */
export interface SpiTarget {
  /**
   * A transfer has ended just now, whoever is selected: the part looks at its own select pin. Returns the words that it had on
   * MISO meanwhile (as many as `data` has); undefined: it did not drive the wire.
   */
  transfer(transfer: SpiTransfer): Uint8Array | undefined;
}

export const spiMode = ({ polarity, phase }: Pick<SpiTransfer, "polarity" | "phase">): number => 2 * polarity + phase;

import type { Track, TrackKind } from "../track.js";
import type { BusWire } from "./buses/bus-wire.js";
import { bitstreamWires } from "./buses/bitstream.js";
import { i2cWires } from "./buses/i2c.js";
import { spiWires } from "./buses/spi.js";
import { uartWires } from "./buses/uart.js";

/*
 * Buses are simulated as transactions; here they become the waveforms of their wires, for logic analysers to decode. The
 * times of transactions are those of the run, the edges within are laid out evenly.
 *
 * A bus is a file in buses/ and an entry here.
 */

/** The wires of buses by the kind of their track. `bus`: the track's name without its part, "i2c0". */
const WIRES: Partial<Record<TrackKind, (track: Track, bus: string) => readonly BusWire[]>> = {
  i2c: i2cWires,
  spi: spiWires,
  uart: uartWires,
  bitstream: bitstreamWires,
};

/** The wires of a bus's track; none when it is not that of a bus. */
export const wiresOf = (track: Track): readonly BusWire[] =>
  WIRES[track.kind]?.(track, track.name.slice(track.name.indexOf(".") + 1)) ?? [];

/**
 * Frames of the NEC infrared protocol (NEC µPD6121 data sheet): a mark of 9 ms, a space of 4.5 ms; address, inverted address, command,
 * inverted command, each 8 bits with the lowest first; a bit is a mark of 562.5 µs and a space of 562.5 µs (0) or 1.6875 ms (1); a last mark.
 * While the key is held a repeat code follows every 108 ms: 9 ms, 2.25 ms, a last mark.
 */
import { ms, us, type Nanos } from "@tickless/sim-core";

const UNIT: Nanos = us(562.5);
const LEADER: Nanos = ms(9);

/** From the beginning of one code to the next. */
export const NEC_PERIOD: Nanos = ms(108);

/** A repeat code: durations, mark and space in turn, beginning and ending with a mark. */
export const NEC_REPEAT: readonly Nanos[] = [LEADER, ms(2.25), UNIT];

/** A frame, in the same form. */
export function necFrame(address: number, command: number): readonly Nanos[] {
  const bytes = [address, address ^ 0xff, command, command ^ 0xff];
  const bits = bytes.flatMap((byte) => Array.from({ length: 8 }, (_, bit) => (byte >> bit) & 1));
  return [LEADER, ms(4.5), ...bits.flatMap((bit) => [UNIT, bit ? 3 * UNIT : UNIT]), UNIT];
}

import type { FaultControl, FaultSpec } from "../device.js";
import type { UartFrame } from "./uart.js";

/*
 * Noise on the wire of a receiver: each bit of a frame, start and stop bits included, may arrive inverted. What the receiver
 * makes of that, it makes as of any levels: wrong bytes, wrong parity, missing stop bits, breaks, or nothing.
 *
 * Not modelled: noise between frames, and pulses shorter or longer than a bit.
 */

export const UART_NOISE: FaultSpec = {
  max: 1,
  typical: 0.01,
  description: "Each bit that arrives is inverted with this probability.",
};

/** The frame as it arrives. A break is one long level, which noise does not change. */
export function disturbed(frame: UartFrame, noise: FaultControl): UartFrame {
  if (noise.value === 0 || frame.count === 1) return frame;
  let { levels } = frame;
  for (let bit = 0; bit < frame.count; bit++) if (noise.random.uniform() < noise.value) levels ^= 1 << bit;
  return { ...frame, levels };
}

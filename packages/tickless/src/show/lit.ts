import { sevenSegmentText } from "@tickless/devices";
import type { Nanos, Trace } from "@tickless/sim-core";

/** What a display of seven segments shows at one moment: "12:34", "3.14"; undefined of any other part. */
export function segmentsAt(trace: Trace, id: string, time: Nanos): string | undefined {
  const bytes = bytesAt(trace, `${id}.segments`, time);
  return bytes && sevenSegmentText(bytes);
}

/** What addressable LEDs show at one moment, in the order of their chain: "#ff8000"; undefined of any other part. */
export function colorsAt(trace: Trace, id: string, time: Nanos): string[] | undefined {
  const bytes = bytesAt(trace, `${id}.pixels`, time);
  const hex = bytes && Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0"));
  return hex && Array.from({ length: hex.length / 3 }, (_, led) => `#${hex.slice(3 * led, 3 * led + 3).join("")}`);
}

/** The first row of such a track is the whole of it, dark. */
function bytesAt(trace: Trace, name: string, time: Nanos): Uint8Array | undefined {
  const dark = trace.get(name)?.value(0, 1);
  return dark instanceof Uint8Array ? trace.at(time).pixels(name, dark.length) : undefined;
}

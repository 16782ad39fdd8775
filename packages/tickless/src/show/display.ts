import { renderSsd1306 } from "@tickless/devices";
import { UsageError, type Nanos, type Trace } from "@tickless/sim-core";

/** A picture: its pixels row by row from the top left, 0 is dark. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

const OLED_WIDTH = 128;
const OLED_HEIGHT = 64;
const OLED_RAM_BYTES = 1024;
const OLED_REGISTER_BYTES = 8;

/** The ids of the displays in a recording. */
export const displaysOf = (trace: Trace): string[] =>
  trace.tracks.flatMap(({ name }) => (name.endsWith(".gddram") ? [name.slice(0, -".gddram".length)] : []));

/** What a display shows at one moment, read from the recording alone. Throws UsageError when there is no such display. */
export function displayAt(trace: Trace, id: string, time: Nanos): Picture {
  const all = displaysOf(trace);
  if (!all.includes(id)) {
    const known = all.length === 0 ? "it has none" : `there are: ${all.join(", ")}`;
    throw new UsageError(`there is no display '${id}' (${known})`);
  }
  const cursor = trace.at(time);
  const ram = cursor.pixels(`${id}.gddram`, OLED_RAM_BYTES);
  const registers = cursor.pixels(`${id}.registers`, OLED_REGISTER_BYTES);
  return { width: OLED_WIDTH, height: OLED_HEIGHT, pixels: renderSsd1306(ram, registers) };
}

/** A character for each pixel: "#" lit, "." dark. */
export function pictureText({ width, height, pixels }: Picture): string {
  let text = "";
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) text += pixels[y * width + x] ? "#" : ".";
    text += "\n";
  }
  return text;
}

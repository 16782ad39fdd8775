/* A board as a few shapes, from its diagram alone: for small pictures. Sizes as on Wokwi, CSS pixels. */

export interface SketchPart {
  readonly kind: "board" | "led" | "button" | "display" | "resistor" | "knob" | "other";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rotate: number;
  readonly color: string;
}

export interface Sketch {
  readonly parts: readonly SketchPart[];
  /** Wires as straight lines between the middles of their parts. */
  readonly lines: readonly { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number }[];
  /** x, y, width, height of all of it. */
  readonly box: readonly [number, number, number, number];
}

const KINDS: readonly (readonly [RegExp, SketchPart["kind"], number, number])[] = [
  [/^board-pi-pico/, "board", 79, 196],
  [/esp32-devkit/, "board", 106, 204],
  [/rgb-led$/, "led", 42, 60],
  [/led$/, "led", 28, 38],
  [/led-bar-graph$/, "display", 38, 96],
  [/tm1637-7segment$/, "display", 158, 91],
  [/7segment$/, "display", 110, 76],
  [/neopixel$/, "led", 21, 19],
  [/led-strip$/, "display", 290, 38],
  [/led-ring$/, "knob", 142, 153],
  [/(led|neopixel)-matrix$/, "display", 200, 190],
  [/buzzer$/, "knob", 64, 84],
  [/servo$/, "other", 170, 110],
  [/stepper-motor$/, "other", 220, 235],
  [/relay-module$/, "other", 163, 77],
  [/a4988$/, "board", 58, 82],
  [/74hc\d+$/, "board", 77, 38],
  [/pushbutton-6mm$/, "button", 28, 26],
  [/pushbutton/, "button", 57, 46],
  [/bmp180$/, "other", 68, 47],
  [/pcf8574$/, "other", 106, 64],
  [/mpu6050$/, "other", 82, 61],
  [/ds1307$/, "other", 98, 84],
  [/microsd-card$/, "other", 82, 77],
  [/lcd1602$/, "display", 302, 136],
  [/lcd2004$/, "display", 355, 180],
  [/ssd1306/, "display", 104, 90],
  [/sh1106/, "display", 134, 127],
  [/sh1107/, "display", 170, 167],
  [/ili9341/, "display", 176, 293],
  [/st7789/, "display", 121, 166],
  [/max7219-matrix$/, "display", 173, 130],
  [/resistor$/, "resistor", 60, 12],
  [/potentiometer/, "knob", 76, 76],
  [/ky-040$/, "knob", 116, 70],
  [/analog-joystick$/, "knob", 103, 120],
  [/membrane-keypad$/, "button", 266, 344],
  [/slide-switch$/, "button", 32, 35],
  [/dip-switch/, "button", 83, 55],
  [/hc-sr04$/, "other", 170, 94],
  [/hx711$/, "other", 219, 162],
  [/pir-motion-sensor$/, "other", 91, 92],
  [/photoresistor-sensor$/, "other", 174, 61],
  [/ntc-temperature-sensor$/, "other", 135, 72],
  [/dht\d+$/, "other", 57, 117],
  [/ds18b20$/, "other", 32, 51],
  [/tilt-switch$/, "other", 88, 56],
];
const OTHER = [/./, "other", 50, 40] as const;
const PADDING = 16;

/** Undefined: there is nothing to draw. */
export function sketchOf(diagram: string | undefined): Sketch | undefined {
  const { parts, connections } = readDiagram(diagram);
  if (parts.length === 0) return undefined;
  const shapes = new Map(parts.map((part) => [textOf(part["id"]), shapeOf(part)]));
  const middle = (end: unknown): SketchPart | undefined => shapes.get(textOf(end).split(":")[0] ?? "");
  const lines = connections.flatMap((wire) => {
    const [a, b] = Array.isArray(wire) ? [middle(wire[0]), middle(wire[1])] : [];
    if (!a || !b || a === b) return [];
    return [{ x1: a.x + a.width / 2, y1: a.y + a.height / 2, x2: b.x + b.width / 2, y2: b.y + b.height / 2 }];
  });
  const all = [...shapes.values()];
  const left = Math.min(...all.map(({ x }) => x)) - PADDING;
  const top = Math.min(...all.map(({ y }) => y)) - PADDING;
  const right = Math.max(...all.map(({ x, width }) => x + width)) + PADDING;
  const bottom = Math.max(...all.map(({ y, height }) => y + height)) + PADDING;
  return { parts: all, lines, box: [left, top, right - left, bottom - top] };
}

function readDiagram(text: string | undefined): {
  parts: readonly Record<string, unknown>[];
  connections: readonly unknown[];
} {
  try {
    const value = JSON.parse(text ?? "{}") as { parts?: unknown; connections?: unknown };
    const parts = Array.isArray(value.parts) ? (value.parts as unknown[]) : [];
    const connections = Array.isArray(value.connections) ? (value.connections as unknown[]) : [];
    return {
      parts: parts.filter((part) => typeof part === "object" && part !== null) as Record<string, unknown>[],
      connections,
    };
  } catch {
    return { parts: [], connections: [] };
  }
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

function shapeOf(part: Record<string, unknown>): SketchPart {
  const type = textOf(part["type"]);
  const [, kind, width, height] = KINDS.find(([pattern]) => pattern.test(type)) ?? OTHER;
  const number = (name: string): number => (Number.isFinite(part[name]) ? (part[name] as number) : 0);
  const attributes = part["attrs"] as Record<string, unknown> | undefined;
  const color = textOf(attributes?.["color"]);
  return { kind, x: number("left"), y: number("top"), width, height, rotate: number("rotate"), color };
}

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
  [/^board-(pi-pico|esp32)/, "board", 79, 196],
  [/led$/, "led", 28, 38],
  [/pushbutton-6mm$/, "button", 28, 26],
  [/pushbutton/, "button", 57, 46],
  [/ssd1306/, "display", 104, 90],
  [/resistor$/, "resistor", 60, 12],
  [/potentiometer/, "knob", 76, 76],
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

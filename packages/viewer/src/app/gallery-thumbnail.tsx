import { sketchOf, type SketchPart } from "./gallery-sketch.js";
import { Icon } from "./page-icons.js";

/** A small picture of a board. */
export function Thumbnail({ diagram }: { readonly diagram: string | undefined }) {
  const sketch = sketchOf(diagram);
  if (!sketch) {
    return (
      <span class="thumbnail empty-thumbnail" aria-hidden="true">
        <Icon name="parts" size={28} />
      </span>
    );
  }
  return (
    <svg class="thumbnail" viewBox={sketch.box.join(" ")} preserveAspectRatio="xMidYMid meet" aria-hidden="true">
      {sketch.lines.map((line, index) => (
        <line key={index} {...line} class="sketch-wire" />
      ))}
      {sketch.parts.map((part, index) => (
        <Shape key={index} part={part} />
      ))}
    </svg>
  );
}

const LIGHTS: Readonly<Record<string, string>> = {
  red: "#f0524a",
  green: "#3fbf6a",
  blue: "#4a86f0",
  yellow: "#eebf3a",
  orange: "#f08a3c",
  white: "#dfe5ec",
};

function Shape({ part }: { readonly part: SketchPart }) {
  const { kind, x, y, width, height, rotate, color } = part;
  const [cx, cy] = [x + width / 2, y + height / 2];
  const around = rotate === 0 ? undefined : `rotate(${rotate} ${cx} ${cy})`;
  const light = LIGHTS[color] ?? "#f0524a";
  return (
    <g transform={around}>
      {kind === "board" && <rect {...{ x, y, width, height }} rx="6" fill="#1f7a4c" />}
      {kind === "board" && <rect x={cx - 14} y={cy - 14} width="28" height="28" rx="3" fill="#20242b" />}
      {kind === "board" && <rect x={cx - 14} y={y - 4} width="28" height="18" rx="2" fill="#b9c0c9" />}
      {kind === "display" && <rect {...{ x, y, width, height }} rx="5" fill="#24407a" />}
      {kind === "display" && (
        <rect x={x + 8} y={y + 18} width={width - 16} height={height - 36} rx="2" fill="#0b0f16" />
      )}
      {kind === "led" && <circle cx={cx} cy={y + 13} r="13" fill={light} />}
      {kind === "resistor" && <rect {...{ x: x + 8, y, width: width - 16, height }} rx="5" fill="#d8bd8d" />}
      {kind === "button" && <rect {...{ x, y, width, height }} rx="5" fill="#4a515c" />}
      {kind === "button" && <circle {...{ cx, cy }} r={height * 0.3} fill={light} />}
      {kind === "knob" && <circle {...{ cx, cy }} r={width / 2} fill="#55606e" />}
      {kind === "knob" && <path d={`M${cx} ${cy}V${y + 8}`} stroke="#fff" stroke-width="6" />}
      {kind === "other" && <rect {...{ x, y, width, height }} rx="5" fill="#77818f" />}
    </g>
  );
}

import { parseColor, type Rgb } from "./colors.js";
import type { NetTone } from "./net-text.js";

/** Colours of the page's tokens that the board is drawn with. */
export interface BoardTheme {
  readonly dark: boolean;
  readonly ground: Rgb;
  readonly text: string;
  readonly textSoft: string;
  readonly line: string;
  readonly focus: string;
  readonly tones: Readonly<Record<NetTone, string>>;
  readonly font: string;
  readonly mono: string;
}

/** Reads the tokens in force at an element. */
export function readTheme(element: Element): BoardTheme {
  const style = getComputedStyle(element);
  const token = (name: string, fallback: string): string => style.getPropertyValue(name).trim() || fallback;
  const ground = parseColor(token("--board-bg", "#1e2229")) ?? { r: 30, g: 34, b: 41 };
  return {
    dark: ground.r + ground.g + ground.b < 384,
    ground,
    text: token("--text", "#e8eaee"),
    textSoft: token("--text-2", "#a9b1be"),
    line: token("--line-strong", "#4a5261"),
    focus: token("--focus", "#8ab8ff"),
    tones: {
      digital: token("--digital", "#4ccb7f"),
      low: token("--text-3", "#8992a1"),
      pwm: token("--pwm", "#f0b24a"),
      analog: token("--analog", "#45c6dd"),
      unknown: token("--fault", "#ff6b6b"),
      floating: token("--text-3", "#8992a1"),
      supply: token("--text-2", "#a9b1be"),
      none: token("--text-3", "#8992a1"),
    },
    font: token("--font", "sans-serif"),
    mono: token("--mono", "monospace"),
  };
}

const BAR = 10;

/** Colours of the 256-colour palette that come near to those of LEDs. */
const PALETTE: Readonly<Record<string, number>> = {
  red: 196,
  green: 46,
  blue: 33,
  yellow: 226,
  orange: 208,
  white: 255,
  purple: 165,
  cyan: 51,
};

/** A light as text: a dot, its brightness (0 to 1) as a bar and in per cent, and its colour's name. */
export function light(brightness: number, colorName: string, color: boolean): string {
  const filled = Math.round(brightness * BAR);
  const dot = brightness > 0 ? "●" : "○";
  const bar = "█".repeat(filled) + "░".repeat(BAR - filled);
  const percent = `${Math.round(brightness * 100)} %`.padStart(5);
  const paint = (text: string): string => {
    const code = PALETTE[colorName.toLowerCase()];
    return color && code !== undefined && brightness > 0 ? `\x1b[38;5;${code}m${text}\x1b[39m` : text;
  };
  return `${paint(dot)} ${paint(bar)} ${percent}  ${colorName}`;
}

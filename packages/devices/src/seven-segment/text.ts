/* Which characters the segments of a digit form. Bit 0 is segment A, bit 6 segment G. */

/** Segments of a digit in their order: A to G and the decimal point. */
export const SEGMENTS = ["A", "B", "C", "D", "E", "F", "G", "DP"] as const;

/** Usual shapes; where several characters share one, the first that is listed is told. */
const SHAPES: readonly (readonly [character: string, segments: string])[] = [
  [" ", ""],
  ["0", "ABCDEF"],
  ["1", "BC"],
  ["2", "ABDEG"],
  ["3", "ABCDG"],
  ["4", "BCFG"],
  ["5", "ACDFG"],
  ["6", "ACDEFG"],
  ["6", "CDEFG"],
  ["7", "ABC"],
  ["7", "ABCF"],
  ["8", "ABCDEFG"],
  ["9", "ABCDFG"],
  ["9", "ABCFG"],
  ["A", "ABCEFG"],
  ["b", "CDEFG"],
  ["C", "ADEF"],
  ["c", "DEG"],
  ["d", "BCDEG"],
  ["E", "ADEFG"],
  ["F", "AEFG"],
  ["G", "ACDEF"],
  ["H", "BCEFG"],
  ["h", "CEFG"],
  ["i", "C"],
  ["I", "EF"],
  ["J", "BCDE"],
  ["J", "BCD"],
  ["L", "DEF"],
  ["n", "CEG"],
  ["N", "ABCEF"],
  ["o", "CDEG"],
  ["P", "ABEFG"],
  ["r", "EG"],
  ["t", "DEFG"],
  ["U", "BCDEF"],
  ["u", "CDE"],
  ["y", "BCDFG"],
  ["-", "G"],
  ["_", "D"],
  ["=", "DG"],
  ["¯", "A"],
  ["°", "ABFG"],
  ["'", "F"],
  ['"', "BF"],
  ["]", "ABCD"],
  ["?", "ABEG"],
];

const bitsOf = (segments: string): number =>
  [...segments].reduce((bits, segment) => bits | (1 << SEGMENTS.indexOf(segment as (typeof SEGMENTS)[number])), 0);

const CHARACTERS = new Map<number, string>();
for (const [character, segments] of SHAPES) {
  const bits = bitsOf(segments);
  if (!CHARACTERS.has(bits)) CHARACTERS.set(bits, character);
}

/** The character that segments form (bit 0 A to bit 6 G); U+FFFD for none. */
export const segmentCharacter = (bits: number): string => CHARACTERS.get(bits & 0x7f) ?? "\ufffd";

/** Less than this of 255 is not read as lit, nor is less than an eighth of the brightest segment (ghosts of multiplexing). */
const FAINT = 5;
const GHOST = 0.125;

/**
 * What a display of seven segments shows, from its track `segments`: 8 bytes a digit (A to G and the decimal point) and one for
 * the colon, each 0 to 255. A lit point is "." behind its digit, a lit colon ":" behind the second: "12:34", "3.14", " 7".
 */
export function sevenSegmentText(segments: Uint8Array): string {
  const digits = Math.floor(segments.length / SEGMENTS.length);
  // The colon is not multiplexed, so that it may be much brighter.
  const brightest = Math.max(...segments.subarray(0, digits * SEGMENTS.length));
  const lit = (index: number): boolean => (segments[index] ?? 0) >= Math.max(FAINT, brightest * GHOST);
  let text = "";
  for (let digit = 0; digit < digits; digit++) {
    const first = digit * SEGMENTS.length;
    let bits = 0;
    for (let segment = 0; segment < 7; segment++) if (lit(first + segment)) bits |= 1 << segment;
    text += segmentCharacter(bits) + (lit(first + 7) ? "." : "");
    if (digit === 1 && (segments[digits * SEGMENTS.length] ?? 0) >= FAINT) text += ":";
  }
  return text;
}

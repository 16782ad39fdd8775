/** Letters of 5 × 7 dots: a string of five hex bytes each, columns from the left, lowest bit at the top. */
const GLYPHS: Readonly<Record<string, string>> = {
  " ": "0000000000",
  "!": "00005f0000",
  "*": "14083e0814",
  ".": "0060600000",
  "0": "3e5149453e",
  "1": "00427f4000",
  "2": "4261514946",
  "3": "2141454b31",
  B: "7f49494936",
  N: "7f0408107f",
  P: "7f09090906",
  S: "4649494931",
  T: "01017f0101",
  a: "2054545478",
  b: "7f48444438",
  c: "3844444420",
  d: "384444487f",
  e: "3854545418",
  f: "087e090102",
  g: "0c5252523e",
  h: "7f08040478",
  i: "00447d4000",
  k: "7f10284400",
  l: "00417f4000",
  m: "7c04180478",
  n: "7c08040478",
  o: "3844444438",
  r: "7c08040408",
  s: "4854545420",
  t: "043f444020",
  u: "3c4040207c",
  v: "1c2040201c",
  w: "3c4030403c",
  y: "0c5050503c",
};

/** The columns of a letter; of one that is not here, a box. */
export function glyph(letter: string): number[] {
  const hex = GLYPHS[letter] ?? "7f4141417f";
  return [0, 2, 4, 6, 8].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

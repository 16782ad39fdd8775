/*
 * The character generators of the HD44780U: A00 (ASCII and half-width katakana) and A02 (European), drawn after the tables of the
 * data sheet. A character is a text of its rows from the top; the five dots of a row are one digit to base 32, the left one its
 * highest bit. Missing rows are blank: most characters leave the eighth to the cursor.
 *
 * Not modelled: the 5 × 10 dot forms (their lower rows are cut off). C0h to FFh of A02 are drawn as ISO 8859-1 has them.
 */

export const ROWS = 8;
export const DOTS = 5;

/** What both have, 20h to 7Dh. */
const ASCII =
  "0 4444004 aaa0 aavavaa 4fke5u4 op248j3 cik8lid c48 2488842 8422248 04lel4 044v44 0000c48 000v 00000cc 01248g " +
  "ehjlphe 4c4444e eh1248v v2421he 26aiv22 vgu11he 68guhhe v124888 ehhehhe ehhf12c 0cc0cc 0cc0c48 248g842 00v0v " +
  "8421248 eh12404 eh1dlle ehhhvhh uhhuhhu ehggghe sihhhis vgguggv vgguggg ehgnhhf hhhvhhh e44444e 72222ic hikokih " +
  "ggggggv hrllhhh hhpljhh ehhhhhe uhhuggg ehhhlid uhhukih fgge11u v444444 hhhhhhe hhhhha4 hhhllla hha4ahh hhha444 " +
  "v1248gv e88888e hav4v44 e22222e 4ah 000000v 842 00e1fhf ggmphhu 00egghe 11djhhf 00ehvge 698s888 0fhhf1e ggmphhh " +
  "40c444e 20622ic ggikoki c44444e 00qllhh 00mphhh 00ehhhe 00uhugg 00djf11 00mpggg 00ege1u 88s8896 00hhhjd 00hhha4 " +
  "00hhlla 00ha4ah 00hhf1e 00v248v 2448442 4444444 8442448";

/** A1h to DFh of A00. */
const KATAKANA =
  "0000sks 7444 000444s 0000g84 000cc 0v1v124 00v1648 0024ck4 004vh16 000v44v 002v6ai 008v9a8 000e22v 00u2u2u " +
  "000ll16 000v v156448 124ck44 4vhh124 0v4444v 2v26ai2 8v9999i 4v4v444 0f9h12c 8fi2224 0v1111v avaa248 0o1p12s " +
  "0v124ah 8v9a887 0hh912c 0f9l32c 2s4v448 0lll124 e0v4448 888ca88 44v448g 0e0000v 0v1a4ag 4v24el4 2222248 042hhhh " +
  "ggvgggf 0v1112c 08k211 4v44ll4 0v11a42 0e0e0e1 048ghv1 011a4ag 0v8v887 88v9a88 0e2222v 0v1v11v e0v1124 iiii248 " +
  "04kkllm 0gghiko 0vhhhhv 0vhh124 0o0112s 4i8 sks";

/** E0h to FFh of A00. */
const SYMBOLS =
  "009liid a0e1fhf 00ehuhug 00egche 00hhhjtg 00fkihe 0069hhug 00fhhhf1 00744k8 02q2 2062222i 0k8k 04ekle4 88s8s8f " +
  "e0mphhh a0ehhhe 00mphhug 00djhhf1 0ehvhhe 000blq 00ehhar a0hhhjd vg848gv 00vaaaj v0ha4ah 00hhhhf1 01u4v44 " +
  "00v8f9h 00vlvhh 0040v04 0 vvvvvvvv";

/** 10h to 1Fh of A02: arrows, quotation marks, signs. */
const SIGNS =
  "8cefec8 26eue62 9ir r9i 4ev04ev ve40ve4 0evvve 1159v84 4el4444 4444le4 042v24 048v84 248420v 842480v 044eev 0vee44";

/** 80h to BFh of A02. */
const EUROPEAN =
  "vhguhhu f559hvh lllelll eh161he hhjlphh a4hjlph f55559h vhhhhhh hhha48g hhhhhv1 hhhf111 llllllv lllllv1 o88e99e " +
  "hhhpllp eh171he 009liid 2322euc vhggggg 00vaaaj vg848gv 00fkihe f9f99rr 00vk442 4eeev04 ehhvhhe 0ehhhar 784ahhe " +
  "000blq 0avvve4 00egcge ehhhhhh rrrrrrr 4004444 04ekle4 88s8s8f 0hehhheh hav4v44 4440444 e8eae2e 698s88g ehjljhe " +
  "e1ehfv 05aka5 illlllli fh7f55h ehljjhe 421 4a4 044v404v o48s s4c4s kukumll hhhhjtg fllfd55 000cc 00ahlla 4c4e " +
  "ehhe0v 0ka5ak gghk8il gghi1m7 oc8c7f1 4048gghe";

const glyphs = (list: string): Uint8Array[] =>
  list
    .split(" ")
    .map((rows) => Uint8Array.from([...rows.padEnd(ROWS, "0")].slice(0, ROWS), (row) => parseInt(row, 32)));

const ascii = glyphs(ASCII);
const letter = (character: string): Uint8Array => ascii[character.charCodeAt(0) - 0x20] as Uint8Array;

/** Accents in two rows: grave, acute, circumflex, tilde, diaeresis, ring. */
const ACCENTS: Readonly<Record<string, readonly [number, number]>> = {
  "\u0300": [8, 4],
  "\u0301": [2, 4],
  "\u0302": [4, 10],
  "\u0303": [13, 22],
  "\u0308": [0, 10],
  "\u030a": [14, 14],
};

/** Letters of ISO 8859-1 that are no letter with an accent. */
const OTHER_LETTERS: Readonly<Record<string, string>> = {
  Æ: "0fkkukkn",
  Ç: "ehggghe4",
  Ð: "0e99t99e",
  "×": "000a4a",
  Ø: "1ejllpeg",
  Þ: "0gguhhug",
  ß: "0chhuhhm",
  æ: "00q5fkf",
  ç: "00egghe4",
  ð: "k8k1fhhe",
  "÷": "0040v04",
  ø: "01ejllpe",
  þ: "0ggmphug",
};

/** C0h to FFh of A02: an accent above the letter; a capital loses its third row for it. */
function latin(code: number): Uint8Array {
  const character = String.fromCharCode(code);
  const other = OTHER_LETTERS[character];
  if (other !== undefined) return glyphs(other)[0] as Uint8Array;
  const [base = " ", mark = ""] = character.normalize("NFD");
  const rows = [...letter(base)];
  const [first, second] = ACCENTS[mark] as readonly [number, number];
  const capital = base < "a";
  return Uint8Array.from(
    capital ? [first, second, ...rows.slice(0, 2), ...rows.slice(3, 7)] : [first, second, ...rows.slice(2)],
  );
}

export type Rom = "A00" | "A02";

const BLANK = new Uint8Array(ROWS);

function table(entries: readonly (readonly [first: number, shapes: readonly Uint8Array[]])[]): readonly Uint8Array[] {
  const all = Array<Uint8Array>(256).fill(BLANK);
  for (const [first, shapes] of entries) shapes.forEach((shape, index) => (all[first + index] = shape));
  return all;
}

const ROMS: Readonly<Record<Rom, readonly Uint8Array[]>> = {
  A00: table([
    [0x20, ascii],
    [0x7e, glyphs("042v24 048v84")],
    [0xa1, glyphs(KATAKANA)],
    [0xe0, glyphs(SYMBOLS)],
  ]),
  A02: table([
    [0x10, glyphs(SIGNS)],
    [0x20, ascii],
    [0x5c, glyphs("0g8421")],
    [0x7e, glyphs("008l2 4ahhhv")],
    [0x80, glyphs(EUROPEAN)],
    [0xc0, Array.from({ length: 0x40 }, (_, index) => latin(0xc0 + index))],
  ]),
};

/** The rows of a character from the top, five dots each; 00h to 0Fh are not in the ROM. */
export const glyphOf = (rom: Rom, code: number): Uint8Array => ROMS[rom][code & 0xff] as Uint8Array;

const A00_SYMBOLS = "αäβεµσρg√⁻jˣ¢£ñöpqθ∞ΩüΣπxy千万円÷ █";
const A02_LOW = "▶◀“”⏫⏬●↵↑↓→←≤≥▲▼";
const A02_HIGH = "БДЖЗИЙЛПУЦЧШЩЪЫЭα♪ΓπΣσ♬τ🔔ΘΩδ∞♥ε∩⏸¡¢£¤¥¦§ƒ©ª«ЮЯ®‘°±²³₧µ¶·ω¹º»¼½¾¿";

/** The character that a code stands for as Unicode; U+FFFD where there is none (characters of the CGRAM). */
export function characterOf(rom: Rom, code: number): string {
  const plain = code >= 0x20 && code < 0x7e;
  if (rom === "A00") {
    if (plain) return code === 0x5c ? "¥" : String.fromCharCode(code);
    if (code === 0x7e || code === 0x7f) return "→←".charAt(code - 0x7e);
    if (code >= 0xa1 && code <= 0xdf) return String.fromCharCode(0xff61 + code - 0xa1);
    return code >= 0xe0 ? A00_SYMBOLS.charAt(code - 0xe0) : code >= 0x10 ? " " : "\ufffd";
  }
  if (plain || code === 0x7e || code >= 0xc0) return String.fromCharCode(code);
  if (code === 0x7f) return "⌂";
  if (code >= 0x80) return [...A02_HIGH][code - 0x80] as string;
  return code >= 0x10 ? A02_LOW.charAt(code - 0x10) : "\ufffd";
}

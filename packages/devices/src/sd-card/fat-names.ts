/** Names as FAT directories have them: 8.3 in capitals, and the long ones in entries before that. See `fat16.ts` for the source. */

export interface ShortName {
  /** Eight bytes and three, filled with spaces. */
  readonly bytes: Uint8Array;
  /** 8: the name is meant in small letters, 16: its ending is. */
  readonly caseBits: number;
  /** The name is more than this can say. */
  readonly long: boolean;
}

const PLAIN = /^[A-Z0-9_$%'@~`!(){}^#&-]{1,8}(\.[A-Z0-9_$%'@~`!(){}^#&-]{1,3})?$/;
const UNITS_PER_ENTRY = 13;
const LONG_NAME = 0x0f;
const LAST = 0x40;

/** The short names of all that is in one folder, each another one. */
export function shortNames(names: readonly string[]): Map<string, ShortName> {
  const taken = new Set<string>();
  const found = new Map<string, ShortName>();
  const plain = (name: string): boolean => PLAIN.test(name.toUpperCase()) && sameCase(name);
  for (const name of names.filter(plain)) {
    taken.add(name.toUpperCase());
    const [base = "", ending = ""] = name.split(".");
    const caseBits = (isSmall(base) ? 8 : 0) | (isSmall(ending) ? 16 : 0);
    found.set(name, { bytes: padded(base, ending), caseBits, long: false });
  }
  for (const name of names) if (!plain(name)) found.set(name, { ...numbered(name, taken), caseBits: 0, long: true });
  return found;
}

const isSmall = (text: string): boolean => text !== text.toUpperCase();

/** Whether the name and its ending are each in small letters or in capitals. */
const sameCase = (name: string): boolean =>
  name.split(".").every((part) => part === part.toLowerCase() || part === part.toUpperCase());

function numbered(name: string, taken: Set<string>): { bytes: Uint8Array } {
  const dot = name.lastIndexOf(".");
  const clean = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9_$%'@~`!(){}^#&-]/g, "_");
  const base = clean((dot > 0 ? name.slice(0, dot) : name).replace(/[. ]/g, ""));
  const ending = dot > 0 ? clean(name.slice(dot + 1).replace(/ /g, "")).slice(0, 3) : "";
  for (let number = 1; ; number++) {
    const tail = `~${number}`;
    const short = base.slice(0, 8 - tail.length) + tail;
    const whole = ending ? `${short}.${ending}` : short;
    if (taken.has(whole)) continue;
    taken.add(whole);
    return { bytes: padded(short, ending) };
  }
}

const padded = (base: string, ending: string): Uint8Array =>
  Uint8Array.from(base.toUpperCase().padEnd(8) + ending.toUpperCase().padEnd(3), (char) => char.charCodeAt(0));

/** The entries that carry a long name, as they stand before that of the short one: the end of the name first. */
export function longNameEntries(name: string, short: Uint8Array): Uint8Array[] {
  const checksum = short.reduce((sum, byte) => (((sum & 1) << 7) + (sum >> 1) + byte) & 0xff, 0);
  const units = Array.from({ length: name.length }, (_, at) => name.charCodeAt(at));
  const count = Math.ceil(units.length / UNITS_PER_ENTRY);
  if (units.length % UNITS_PER_ENTRY > 0) units.push(0);
  while (units.length < count * UNITS_PER_ENTRY) units.push(0xffff);
  return Array.from({ length: count }, (_, index) => {
    const number = count - index;
    const part = units.slice((number - 1) * UNITS_PER_ENTRY, number * UNITS_PER_ENTRY);
    const bytes = part.flatMap((unit) => [unit & 0xff, unit >> 8]);
    const first = [index === 0 ? number | LAST : number, ...bytes.slice(0, 10)];
    return Uint8Array.from([...first, LONG_NAME, 0, checksum, ...bytes.slice(10, 22), 0, 0, ...bytes.slice(22)]);
  });
}

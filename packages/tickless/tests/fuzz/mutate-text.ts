import type { Random } from "@tickless/sim-core";
import { chance, NUMBERS, pick, place, TEXTS } from "./choose.js";

type Change = (random: Random, text: string) => string;

/** What the formats are made of. */
// prettier-ignore
const TOKENS = [
  "{", "}", "[", "]", ":", ",", "-", "\n", "\t", "  ", "\"", "'", "#", "|", ">", "%", "@", "`", "!", "&a ", "*a", "<<: *a", "---\n", "...",
  "? ", "!!binary ", "!!js/function ", "!!set ", "!!python/object ", "!<x> ", "%YAML 1.1\n---\n", "//", "/*", "*/", "~", "0x1F", "0o17",
  "1_000", ".inf", ".nan", "yes", "2001-12-14", "1ms", "1.5 µs", "99999h", "1e3s", "- repeat:\n", "- delay: 1ms\n", "steps:", "times: 1e9",
] as const;

const splice = (text: string, from: number, to: number, put: string): string =>
  text.slice(0, from) + put + text.slice(to);

const put: Change = (random, text) => {
  const at = place(random, text.length);
  const token = chance(random, 0.7) ? pick(random, TOKENS) : pick(random, TEXTS);
  return splice(text, at, at + (chance(random, 0.5) ? 0 : random.int(0, 12)), token);
};

const number: Change = (random, text) => {
  const numbers = [...text.matchAll(/\d+(\.\d+)?/g)];
  if (numbers.length === 0) return text;
  const { index, 0: old } = pick(random, numbers);
  return splice(text, index, index + old.length, String(pick(random, NUMBERS)));
};

const word: Change = (random, text) => {
  const words = [...text.matchAll(/[\w-]+/g)];
  if (words.length === 0) return text;
  const [{ index, 0: old }, other] = [pick(random, words), pick(random, words)[0]];
  return splice(text, index, index + old.length, chance(random, 0.6) ? other : pick(random, TEXTS));
};

/** Lines swapped, doubled, dropped or moved to the right. */
const lines: Change = (random, text) => {
  const all = text.split("\n");
  const [from, to] = [random.int(0, all.length - 1), random.int(0, all.length - 1)];
  const line = all[from] as string;
  const how = random.int(0, 3);
  if (how === 0) all.splice(to, 0, line);
  else if (how === 1) all.splice(from, 1);
  else if (how === 2) all[from] = " ".repeat(random.int(0, 9)) + line.trimStart();
  else [all[from], all[to]] = [all[to] as string, line];
  return all.join("\n");
};

const cut: Change = (random, text) => text.slice(0, place(random, text.length));

const CHANGES = [put, put, put, number, number, word, word, lines, lines, cut];

export function mutateText(random: Random, text: string): string {
  let out = text;
  for (let n = random.int(1, 4); n > 0; n--) out = pick(random, CHANGES)(random, out);
  return out;
}

import { isAlias, isCollection, isMap, isScalar, Parser, type CST, type Node } from "yaml";

/*
 * What YAML allows and data of plain keys and values does not have. Files come from anybody, also inside recordings; what is
 * refused here would take for ever, or fill the stack, of which a process may die.
 */

/** More than anybody writes. */
const MAX_DEPTH = 100;

/** Something in a YAML document that is no plain data. */
export interface Oddity {
  /** Where it is in the text. */
  readonly offset: number;
  readonly message: string;
}

/** Whether lists and keys are too deep inside each other; to be asked before the text is parsed. */
export function findTooDeep(text: string): Oddity | undefined {
  const open: (readonly [token: CST.Token | null | undefined, depth: number])[] = [];
  for (const document of new Parser().parse(text)) open.push([document, 0]);
  for (let next = open.pop(); next; next = open.pop()) {
    const [token, depth] = next;
    if (!token) continue;
    if (depth > MAX_DEPTH) {
      return { offset: token.offset, message: `more than ${MAX_DEPTH} levels of lists and keys` };
    }
    if (token.type === "document") open.push([token.value, depth]);
    else if ("items" in token)
      for (const { key, value } of token.items) open.push([key, depth + 1], [value, depth + 1]);
  }
  return undefined;
}

/** Each place in a document at which it is no plain data. */
export function oddities(contents: unknown): Oddity[] {
  const found: Oddity[] = [];
  /** `open`: the anchors of the collections around it. */
  const visit = (node: unknown, open: readonly string[]): void => {
    const report = (message: string, at = node): void => void found.push({ offset: offsetOf(at), message });
    if (isAlias(node) && open.includes(node.source)) return report(`'${node.source}' contains itself`);
    if (!isCollection(node)) return;
    const around = node.anchor === undefined ? open : [...open, node.anchor];
    if (!isMap(node)) return node.items.forEach((item) => visit(item, around));
    const keys = new Set<unknown>();
    for (const { key, value } of node.items) {
      if (!isScalar(key)) return report("a key is text", key);
      if (keys.has(key.value)) report(`the key '${String(key.value)}' is there twice`, key);
      keys.add(key.value);
      visit(value, around);
    }
  };
  visit(contents, []);
  return found;
}

const offsetOf = (node: unknown): number => (node as Node | null)?.range?.[0] ?? 0;

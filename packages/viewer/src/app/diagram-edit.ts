/*
 * Changes one attribute in the text of a diagram.json and leaves the rest as it was written, comments included.
 */

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Member {
  readonly name: string;
  readonly value: Span;
}

const TOKEN = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"/]+/g;

/** The text with `attrs[name]` of a part set to `value`; undefined when there is no such part, or this is no diagram. */
export function setAttribute(text: string, part: string, name: string, value: string): string | undefined {
  const tokens = [...text.matchAll(TOKEN)].filter(([token]) => !/^\/[/*]/.test(token));
  const reader = new Reader(
    tokens.map((match) => ({ token: match[0], start: match.index, end: match.index + match[0].length })),
  );
  const parts = reader.membersAt(0)?.find((member) => member.name === "parts");
  const found = parts && reader.elementsOf(parts.value).find((element) => idOf(text, reader, element) === part);
  if (!found) return undefined;
  const attributes = membersOf(reader, found).find((member) => member.name === "attrs");
  if (!attributes) return insert(text, found, `"attrs": { ${pair(name, value)} }`);
  const existing = membersOf(reader, attributes.value).find((member) => member.name === name);
  if (!existing) return insert(text, attributes.value, pair(name, value));
  return replace(text, existing.value, JSON.stringify(value));
}

const pair = (name: string, value: string): string => `${JSON.stringify(name)}: ${JSON.stringify(value)}`;

const replace = (text: string, { start, end }: Span, by: string): string => text.slice(0, start) + by + text.slice(end);

const membersOf = (reader: Reader, object: Span): readonly Member[] => reader.membersAt(reader.at(object.start)) ?? [];

function idOf(text: string, reader: Reader, element: Span): unknown {
  const id = membersOf(reader, element).find((member) => member.name === "id");
  return id && parsed(text.slice(id.value.start, id.value.end));
}

/** Puts a member behind the last one of an object. */
function insert(text: string, { start, end }: Span, member: string): string {
  const inside = text.slice(start + 1, end - 1);
  const kept = inside.replace(/[\s,]+$/, "");
  const gap = inside.includes("\n") ? inside.slice(inside.replace(/\s+$/, "").length) : " ";
  const separator = kept.trim() === "" ? " " : gap.includes("\n") ? `,${/\n[ \t]*/.exec(inside)?.[0] ?? " "}` : ", ";
  return `${text.slice(0, start + 1)}${kept}${separator}${member}${gap}${text.slice(end - 1)}`;
}

const nameOf = (token: string): string => {
  const name = parsed(token);
  return typeof name === "string" ? name : token;
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface Token extends Span {
  readonly token: string;
}

/** Finds where values begin and end; what the text means is read elsewhere. */
class Reader {
  constructor(private readonly tokens: readonly Token[]) {}

  /** Number of the token that starts there. */
  at(start: number): number {
    return this.tokens.findIndex((token) => token.start === start);
  }

  /** Members of the object that begins with this token; undefined when there is none. */
  membersAt(index: number): readonly Member[] | undefined {
    if (this.tokens[index]?.token !== "{") return undefined;
    const members: Member[] = [];
    for (let i = index + 1; i < this.tokens.length && this.tokens[i]?.token !== "}";) {
      const { token } = this.tokens[i] as Token;
      if (this.tokens[i + 1]?.token !== ":") {
        i++;
        continue;
      }
      const value = this.valueAt(i + 2);
      members.push({ name: nameOf(token), value });
      i = this.after(i + 2);
    }
    return members;
  }

  elementsOf(list: Span): readonly Span[] {
    const elements: Span[] = [];
    const first = this.at(list.start);
    if (this.tokens[first]?.token !== "[") return elements;
    for (let i = first + 1; i < this.tokens.length && this.tokens[i]?.token !== "]";) {
      if (this.tokens[i]?.token === ",") i++;
      else {
        elements.push(this.valueAt(i));
        i = this.after(i);
      }
    }
    return elements;
  }

  private valueAt(index: number): Span {
    const last = this.tokens[this.after(index) - 1];
    return { start: this.tokens[index]?.start ?? 0, end: last?.end ?? 0 };
  }

  /** The token behind the value that begins with this one. */
  private after(index: number): number {
    let depth = 0;
    for (let i = index; i < this.tokens.length; i++) {
      const { token } = this.tokens[i] as Token;
      if (token === "{" || token === "[") depth++;
      else if (token === "}" || token === "]") depth--;
      if (depth <= 0) return i + 1;
    }
    return this.tokens.length;
  }
}

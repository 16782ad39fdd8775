/** What a line may begin with, after its indentation. */
const DECORATOR = /@(?=[ \t]*micropython[ \t]*\.[ \t]*(native|viper|bytecode|asm_thumb|asm_xtensa)\b)/y;
/** A function's parameters and the type of its result, after its decorators. */
const SIGNATURE = /^[^\n]*\n(?:[ \t]*(?:[@#][^\n]*)?\n)*[ \t]*def\s+\w+\s*\(([^()]*)\)\s*(?:->\s*(\w+)\s*)?:/;
const POINTER = /^ptr(?:8|16|32)$/;

/**
 * Turns `@micropython.native`, `.viper` and `.bytecode` into comments of the same length, so that lines and columns stay.
 * They choose a code generator the simulator does not have; functions run as bytecode instead. Strings are left alone.
 *
 * `.asm_thumb` and `.asm_xtensa` become a decorator that says that they are not simulated.
 *
 * A viper function that takes pointers or returns a `uint` becomes one that converts them: `@_viper("ptr16,,uint")`, with the
 * types of its parameters and, last, of its result.
 */
export function neutraliseDecorators(source: string): string {
  if (!source.includes("micropython")) return source;
  let result = "";
  let copied = 0;
  let at = 0;
  while (at < source.length) {
    at = skipIndentation(source, at);
    DECORATOR.lastIndex = at;
    const kind = DECORATOR.exec(source)?.[1];
    if (kind) {
      result += `${source.slice(copied, at)}${replacement(kind, source.slice(at))}#`;
      copied = ++at;
    }
    at = skipLine(source, at);
  }
  return result + source.slice(copied);
}

function replacement(kind: string, source: string): string {
  if (kind.startsWith("asm")) return `@_assembler("${kind}") `;
  const types = kind === "viper" ? viperTypes(source) : undefined;
  return types === undefined ? "" : `@_viper("${types}") `;
}

/** Undefined: nothing needs to be converted. */
function viperTypes(source: string): string | undefined {
  const signature = SIGNATURE.exec(source);
  if (!signature) return undefined;
  const types = signature[1]!.split(",").map((parameter) => {
    const type = /:\s*(\w+)/.exec(parameter)?.[1] ?? "";
    return POINTER.test(type) ? type : "";
  });
  const result = signature[2] === "uint" ? "uint" : "";
  return result || types.some(Boolean) ? [...types, result].join(",") : undefined;
}

function skipIndentation(source: string, at: number): number {
  while (source[at] === " " || source[at] === "\t") at++;
  return at;
}

/** To the beginning of the next line that is not inside a string. */
function skipLine(source: string, at: number): number {
  while (at < source.length) {
    const c = source[at]!;
    if (c === "\n") return at + 1;
    if (c === "#") at = endOfLine(source, at);
    else if (c === '"' || c === "'") at = skipString(source, at);
    else at++;
  }
  return at;
}

function endOfLine(source: string, at: number): number {
  const end = source.indexOf("\n", at);
  return end < 0 ? source.length : end;
}

/** A backslash hides the next character, in raw strings too. A string of one line ends with the line, closed or not. */
function skipString(source: string, at: number): number {
  const quote = source[at]!;
  const triple = source.startsWith(quote.repeat(3), at);
  const end = triple ? quote.repeat(3) : quote;
  for (at += end.length; at < source.length; at++) {
    if (source[at] === "\\") at++;
    else if (source.startsWith(end, at)) return at + end.length;
    else if (!triple && source[at] === "\n") return at;
  }
  return at;
}

/** A project's files as the interpreter gets them: programs without decorators that it does not know. */
export function filesOnBoard(files: ReadonlyMap<string, Uint8Array>): Map<string, Uint8Array> {
  const python = (bytes: Uint8Array): Uint8Array =>
    new TextEncoder().encode(neutraliseDecorators(new TextDecoder().decode(bytes)));
  return new Map([...files].map(([path, bytes]) => [path, path.endsWith(".py") ? python(bytes) : bytes]));
}

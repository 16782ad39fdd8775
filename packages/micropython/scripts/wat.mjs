// A WebAssembly module as text, one instruction per line the way `wasm-dis` prints it, with the few questions and edits the
// instrumenter needs. Everything is looked up by structure; nothing here knows an address or a function's number.

const indentOf = (line) => line.length - line.trimStart().length;

/** Thrown when the module is not built the way the instrumenter expects. */
export class ShapeError extends Error {
  constructor(what) {
    super(`The MicroPython WebAssembly module has changed: ${what}. Adapt scripts/instrument.mjs to the new version.`);
    this.name = "ShapeError";
  }
}

/** Returns `value`, or fails saying what was looked for. */
export function expect(value, what) {
  if (value === undefined || value === null || value === -1 || value === false) throw new ShapeError(what);
  return value;
}

export class Wat {
  #starts = new Map();
  #table = [];
  #wrapped = new Set();
  #imports = [];
  #declarations = [];
  #definitions = [];

  constructor(text) {
    this.lines = text.split("\n");
    this.lines.forEach((line, i) => {
      const name = /^ \(func (\$[^\s)]+)/.exec(line)?.[1];
      if (name) this.#starts.set(name, i);
      if (line.startsWith(" (elem ")) this.#table = line.slice(line.indexOf(")")).match(/\$[^\s)]+/g) ?? [];
    });
  }

  get functions() {
    return [...this.#starts.keys()];
  }

  /** First and last line of a function. */
  range(name) {
    const start = expect(this.#starts.get(name), `there is no function ${name}`);
    return [start, this.lines.indexOf(" )", start)];
  }

  body(name) {
    const [start, end] = this.range(name);
    return this.lines.slice(start, end + 1);
  }

  /** A function on one line, with single spaces. */
  flat(name) {
    return this.body(name).join(" ").replace(/\s+/g, " ");
  }

  signature(name) {
    const header = this.lines[this.range(name)[0]];
    const params = [...header.matchAll(/\(param (?:\$\S+ )?(\w+)\)/g)].map((match) => match[1]);
    const result = /\(result (\w+)\)/.exec(header)?.[1] ?? "";
    return { params, result };
  }

  exported(name) {
    const pattern = new RegExp(`^ \\(export "${name}" \\(func (\\$[^\\s)]+)\\)\\)$`);
    for (const line of this.lines) {
      const found = pattern.exec(line);
      if (found) return found[1];
    }
    throw new ShapeError(`it exports no function "${name}"`);
  }

  imported(name) {
    const pattern = new RegExp(`^ \\(import "\\w+" "${name}" \\(func (\\$[^\\s)]+)`);
    for (const line of this.lines) {
      const found = pattern.exec(line);
      if (found) return found[1];
    }
    throw new ShapeError(`it imports no function "${name}"`);
  }

  /** The function at an index of the (only) table; upstream's table begins at index 1. */
  tableEntry(index) {
    return expect(this.#table[index - 1], `its table has no entry ${index}`);
  }

  /** Functions called directly, in order. */
  calls(name) {
    return this.body(name).flatMap((line) => /^\s*\(call (\$[^\s)]+)/.exec(line)?.[1] ?? []);
  }

  /** Functions called through a trampoline such as "invoke_vii", in order. */
  invoked(name, trampoline) {
    const call = `(call ${this.imported(trampoline)}`;
    const body = this.body(name);
    return body.flatMap((line, i) => {
      if (line.trim() !== call) return [];
      const index = /\(i32\.const (\d+)\)/.exec(body[i + 1])?.[1];
      return index ? [this.tableEntry(Number(index))] : [];
    });
  }

  /** The line of the innermost `loop` around a line. */
  loopAround(line) {
    let depth = indentOf(this.lines[line]);
    for (let i = line - 1; i >= 0 && depth > 1; i--) {
      if (indentOf(this.lines[i]) >= depth) continue;
      depth = indentOf(this.lines[i]);
      if (this.lines[i].trim().startsWith("(loop ")) return i;
    }
    throw new ShapeError("an instruction expected in a loop is in none");
  }

  /** The line that closes the expression opened on a line. */
  closing(line) {
    const closed = `${" ".repeat(indentOf(this.lines[line]))})`;
    const found = this.lines.findIndex((text, i) => i > line && text.startsWith(closed));
    return expect(found, "an expression does not end");
  }

  /** The line where the expression after the one on this line begins. */
  nextExpression(line) {
    return (this.lines[line].trim().endsWith(")") ? line : this.closing(line)) + 1;
  }

  /** Makes the expression on a line the operand of another, which begins with `head`. */
  enclose(line, head) {
    const last = this.lines[line].trim().endsWith(")") ? line : this.closing(line);
    this.lines[line] = this.lines[line].replace("(", `${head} (`);
    this.lines[last] += ")";
  }

  /** The address of a text that ends with a 0, and begins after one unless `tail` is given. */
  address(text, { tail = false } = {}) {
    const found = (tail ? "" : "\\00") + text.replace(/'/g, "\\'") + "\\00";
    for (const line of this.lines) {
      const [, base, content] = /^ \(data \$\S+ \(i32\.const (\d+)\) "(.*)"\)$/.exec(line) ?? [];
      const at = content?.indexOf(found) ?? -1;
      // An escape is a byte: two digits, or one character.
      if (at >= 0)
        return Number(base) + content.slice(0, at).replace(/\\([0-9a-f]{2}|.)/g, "x").length + (tail ? 0 : 1);
    }
    throw new ShapeError(`it has no text "${text}"`);
  }

  /** Overwrites such a text with a shorter one. Nothing else may be its end, as the linker lets texts be. */
  overwriteText(text, shorter) {
    const address = this.address(text);
    for (let at = address + 1; at < address + text.length; at++)
      expect(!this.lines.some((line) => line.trim() === `(i32.const ${at})`), `the end of "${text}" is a text, too`);
    const escape = (plain) => plain.replace(/'/g, "\\'");
    const [from, to] = [text, shorter.padEnd(text.length, "\0")].map((plain) => `\\00${escape(plain)}\\00`);
    const line = this.lines.findIndex((line) => line.startsWith(" (data ") && line.includes(from));
    this.lines[line] = this.lines[line].replace(from, () => to.replaceAll("\0", "\\00"));
  }

  /** The lines where an address is used, as a constant. */
  uses(address) {
    const found = this.lines.flatMap((line, i) => (line.trim() === `(i32.const ${address})` ? [i] : []));
    expect(found.length > 0, `nothing uses the address ${address}`);
    return found;
  }

  /** The function that a line is in. */
  around(line) {
    return expect(
      this.functions.find((name) => {
        const [start, end] = this.range(name);
        return start < line && line < end;
      }),
      "an instruction is in no function",
    );
  }

  insertAfter(line, text) {
    this.lines[line] += `\n${text}`;
  }

  replaceBody(name, text) {
    const [start, end] = this.range(name);
    this.lines.fill("", start + 1, end);
    this.lines[start + 1] = text;
  }

  /** Renames a function's definition, so that every reference reaches `wrapper`, which takes over the old name. */
  wrap(name, makeWrapper) {
    expect(!this.#wrapped.has(name), `${name} was to be changed twice`);
    this.#wrapped.add(name);
    const inner = `${name}_inner`;
    const [start, end] = this.range(name);
    this.lines[start] = this.lines[start].replace(name, inner);
    this.lines[end] += `\n${makeWrapper(inner)}`;
  }

  /** Adds imports, globals and exports. */
  declare(...declarations) {
    for (const text of declarations) (text.startsWith("(import ") ? this.#imports : this.#declarations).push(text);
  }

  /** Adds a function. */
  define(text) {
    this.#definitions.push(text);
  }

  /** Imports have to come before everything else, so what was declared goes where the first global is. */
  toString() {
    const first = this.lines.findIndex((line) => line.startsWith(" (global "));
    const lines = [...this.lines];
    lines.splice(expect(first, "it has no globals"), 0, ...this.#imports, ...this.#declarations);
    lines.splice(
      lines.findLastIndex((line) => line === ")"),
      0,
      ...this.#definitions,
    );
    return lines.join("\n");
  }
}

/** The global that is the pointer to the C stack. */
export function stackPointer(wat) {
  const found = /\(global\.get (\$\S+?)\)/.exec(wat.flat(wat.exported("emscripten_stack_get_current")));
  return expect(found, "emscripten_stack_get_current does not read a global")[1];
}

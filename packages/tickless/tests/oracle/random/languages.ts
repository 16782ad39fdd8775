import type { Catch } from "./description.js";

/** How a language writes what `emit.ts` has to say. Text still has Python's names, which `names` turns into the language's. */
export interface Language {
  names(text: string): string;
  readonly nothing: string;
  list(items: readonly string[]): string;
  /** A new object. */
  make(constructor: string): string;
  declare(name: string, expression: string): string;
  statement(expression: string): string;
  await(expression: string): string;
  gather(items: readonly string[], returnExceptions: boolean): string;
  return(value: string): string;
  /** Returns now if the condition holds. */
  returnIf(condition: string): string;
  raise(error: string): string;
  /** Raises the caught error once more. */
  readonly again: string;

  // What opens a block, and what closes it. A clause that goes on with another block is one that opens.
  readonly close: readonly string[];
  coroutine(name: string, ...parameters: readonly string[]): string;
  loop(times: number): string;
  readonly try: readonly string[];
  /** Catches errors of this type as `er`. */
  catch(type: Catch): readonly string[];
  readonly finally: string;
  withLock(lock: string): readonly string[];
  withLockEnd(lock: string): readonly string[];
}

export const PYTHON: Language = {
  names: (text) => text,
  nothing: "None",
  list: (items) => `[${items.join(", ")}]`,
  make: (constructor) => constructor,
  declare: (name, expression) => `${name} = ${expression}`,
  statement: (expression) => expression,
  await: (expression) => `await ${expression}`,
  gather: (items, returnExceptions) =>
    `gather(${[...items, ...(returnExceptions ? ["return_exceptions=True"] : [])].join(", ")})`,
  return: (value) => `return ${value}`,
  returnIf: (condition) => `if ${condition}: return`,
  raise: (error) => `raise ${error}`,
  again: "raise",
  close: [],
  coroutine: (name, ...parameters) => `async def ${name}(${parameters.join(", ")}):`,
  loop: (times) => `for _ in range(${times}):`,
  try: ["try:"],
  catch: (type) => [`except ${type} as er:`],
  finally: "finally:",
  withLock: (lock) => [`async with ${lock}:`],
  withLockEnd: () => [],
};

/** What `except` of each type lets pass, as a condition. */
const PASSES: Readonly<Record<Catch, string | undefined>> = {
  Oops: "!(er instanceof Oops)",
  Exception: "er instanceof CancelledError",
  CancelledError: "!(er instanceof CancelledError)",
  BaseException: undefined,
};

export const TYPESCRIPT: Language = {
  names: (text) => text.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  nothing: "null",
  list: (items) => `[${items.join(", ")}]`,
  make: (constructor) => `new ${constructor}`,
  declare: (name, expression) => `const ${name} = ${expression};`,
  statement: (expression) => `${expression};`,
  await: (expression) => `yield* ${expression}`,
  gather: (items, returnExceptions) =>
    `gather([${items.join(", ")}]${returnExceptions ? ", { returnExceptions: true }" : ""})`,
  return: (value) => `return ${value};`,
  returnIf: (condition) => `if (${condition}) return;`,
  raise: (error) => `throw ${error};`,
  again: "throw er;",
  close: ["}"],
  coroutine: (name, ...parameters) => `function* ${name}(${parameters.join(", ")}) {`,
  loop: (times) => `for (let i = 0; i < ${times}; i++) {`,
  try: ["try {"],
  catch: (type) => ["} catch (er) {", ...(PASSES[type] ? [`if (${PASSES[type]}) throw er;`] : [])],
  finally: "} finally {",
  withLock: (lock) => [`yield* ${lock}.acquire();`, "try {"],
  withLockEnd: (lock) => ["} finally {", `    ${lock}.release();`, "}"],
};

import type { Problem } from "@tickless/sim-core";
import { transform } from "sucrase";
import { LIBRARIES } from "./libraries.js";

/** A module of a program, as JavaScript with the lines of its source, and what it imports from where in the project. */
export interface CompiledModule {
  /** "lib/blink.ts", without a leading slash. */
  readonly file: string;
  readonly code: string;
  /** What its import statements say to paths of modules; those of libraries are not in here. */
  readonly imports: ReadonlyMap<string, string>;
}

/** Sources by absolute path ("/firmware.ts"). */
export type Sources = Pick<ReadonlyMap<string, Uint8Array>, "get" | "has">;

/** What modules may import. */
export interface Importing {
  /** Modules that are there without a file, by the names that import them. */
  readonly libraries: ReadonlyMap<string, object>;
  /** The path that an import leads to; undefined: nowhere. `from`: the path of the module that has it. */
  resolve(from: string, specifier: string): string | undefined;
  /** What is said of one that leads nowhere. */
  unresolved(specifier: string): Pick<Problem, "message" | "hint">;
}

/**
 * Strips the types of modules and of all that they import; types are not checked. Reports every syntax error, and every import that
 * leads nowhere.
 */
export function compileModules(
  files: Sources,
  mains: readonly string[],
  importing: Importing,
): { modules: Map<string, CompiledModule>; problems: Problem[] } {
  const modules = new Map<string, CompiledModule>();
  const problems: Problem[] = [];
  const visit = (path: string): void => {
    if (modules.has(path)) return;
    const file = path.slice(1);
    const code = strip(new TextDecoder().decode(files.get(path)), file, problems);
    const imports = new Map<string, string>();
    modules.set(path, { file, code, imports });
    for (const { specifier, line } of requires(code)) {
      if (importing.libraries.has(specifier)) continue;
      const found = importing.resolve(path, specifier);
      if (found !== undefined) imports.set(specifier, found);
      else problems.push({ severity: "error", file, line, ...importing.unresolved(specifier) });
    }
    for (const found of imports.values()) visit(found);
  };
  for (const main of mains) visit(main);
  return { modules, problems };
}

/** A program and its modules: files of its own project. */
export const compileProgram = (files: Sources, main: string) =>
  compileModules(files, [main], {
    libraries: LIBRARIES,
    resolve: (from, specifier) => resolveFile(from, specifier, files, [".ts"]),
    unresolved,
  });

function strip(source: string, file: string, problems: Problem[]): string {
  try {
    const { code } = transform(source, {
      transforms: ["typescript", "imports"],
      disableESTransforms: true,
      production: true,
      filePath: file,
    });
    return code + naming(code);
  } catch (error) {
    const { message, loc } = error as { message: string; loc?: { line: number } };
    const text = message.replace(/^Error transforming [^:]*: /, "").replace(/ \(\d+:\d+\)$/, "");
    const line = loc?.line;
    problems.push({ severity: "error", file, message: `not valid TypeScript: ${text}`, ...(line ? { line } : {}) });
    return "";
  }
}

/** Code that tells the coroutines of a module's generator functions their names, which recordings call tasks by. */
function naming(code: string): string {
  const names = [...code.matchAll(/^function\s*\*\s*([\p{L}_$][\p{L}\p{N}_$]*)/gmu)].map(([, name]) => name);
  // One may only look like a function, in a text.
  const tell = names.map((name) => `if (typeof ${name} === "function") ${name}.prototype.coroutineName = "${name}";`);
  return tell.length === 0 ? "" : `\n${tell.join(" ")}\n`;
}

/** The import statements, as calls of `require` on the lines where they were. */
function requires(code: string): { specifier: string; line: number }[] {
  return [...code.matchAll(/\brequire\((['"])([^'"\n]+)\1\)/g)].map((match) => {
    return { specifier: match[2] as string, line: code.slice(0, match.index).split("\n").length };
  });
}

/**
 * The path of a file that is imported from the one at `from` by "./…" or "../…". A name may leave out the ending, or have the one of
 * the JavaScript that it would be compiled to.
 */
export function resolveFile(
  from: string,
  specifier: string,
  files: Sources,
  endings: readonly string[],
): string | undefined {
  if (!/^\.\.?\//.test(specifier)) return undefined;
  const parts = from.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  const path = parts.join("/");
  const candidates = [path, path.replace(/\.js$/, ".ts"), ...endings.map((ending) => path + ending)];
  return candidates.find((each) => endings.some((ending) => each.endsWith(ending)) && files.has(each));
}

function unresolved(specifier: string): Pick<Problem, "message" | "hint"> {
  if (specifier.startsWith(".")) return { message: `there is no module '${specifier}' in the project` };
  const hint = `a program imports files of its own project and ${[...LIBRARIES.keys()].join(", ")}`;
  return { message: `'${specifier}' cannot be imported`, hint };
}

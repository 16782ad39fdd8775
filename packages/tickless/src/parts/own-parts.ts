import { DEFINITIONS, registry as allRegistry } from "@tickless/devices";
import { ProjectError, type Problem } from "@tickless/sim-core";
import { compileModules, type Sources } from "../typescript/compile.js";
import { evaluateHere, LinkedModules, type Evaluate } from "../typescript/link.js";
import { placesOf } from "../typescript/places.js";
import { partSandbox } from "../typescript/sandbox.js";
import { isPart, PartError, type PartDefinition } from "./definition.js";
import { PART_LIBRARIES } from "./libraries.js";
import { ENDINGS, packageOf, resolveImport } from "./packages.js";
import { doubtsAbout } from "./probe.js";

/** The parts that a project brings along. */
export interface OwnParts {
  /** All that they are made of, by path in the folder: their modules, and the manifests of packages. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Evaluates the modules anew, so that nothing is left from the run before. */
  define(): readonly PartDefinition[];
}

/** A module that has parts, and who says so. */
interface Entry {
  readonly path: string;
  /** As `parts` in tickless.yaml has it; undefined: by its name. */
  readonly said?: string;
}

/** Modules of this name are parts without being told of. */
const BY_NAME = /^\/parts\/[^/]+\.part\.(ts|js|mjs)$/;

/** What the parts of a project are read from. */
export interface PartSources {
  /** Paths of its files, absolute ("/parts/x.part.ts"). */
  readonly paths: readonly string[];
  /** Those, and what is below "/node_modules/". */
  readonly sources: Sources;
  /** What `parts` in tickless.yaml says. */
  readonly said: readonly string[];
  readonly settings: { readonly file: string; readonly text: string } | undefined;
}

/** The modules that have parts. Reports what tickless.yaml names and is not there. */
function entriesOf({ paths, sources, said, settings }: PartSources): { entries: Entry[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const entries: Entry[] = paths
    .filter((path) => BY_NAME.test(path))
    .sort()
    .map((path) => ({ path }));
  for (const text of said) {
    const report = (message: string, hint: string): void => {
      const line =
        1 +
        Math.max(
          0,
          (settings?.text ?? "").split("\n").findIndex((each) => each.includes(text)),
        );
      problems.push({ severity: "error", file: settings?.file ?? "", line, message, hint });
    };
    const found = find(text, sources, report);
    if (found !== undefined && !entries.some(({ path }) => path === found)) entries.push({ path: found, said: text });
  }
  return { entries, problems };
}

/** The module that an entry of `parts` means. */
function find(text: string, sources: Sources, report: (message: string, hint: string) => void): string | undefined {
  const path = `/${text.replace(/^(\.?\/)+/, "")}`;
  if (path.split("/").includes("..")) {
    return void report(`'${text}' is outside of the project's folder`, "parts are in it, or come from a package");
  }
  if (ENDINGS.some((ending) => path.endsWith(ending)) && sources.has(path)) return path;
  if (/^(\.|\/)/.test(text) || ENDINGS.some((ending) => text.endsWith(ending))) {
    if (sources.has(path))
      return void report(`${text} is no module`, `a part is a file ending in ${ENDINGS.join(", ")}`);
    return void report(
      `there is no file '${text}'`,
      "give the path of a .ts file in the project's folder, or a package",
    );
  }
  const wanted = packageOf(text);
  if (!wanted) return void report(`'${text}' is neither a path nor a package`, "a path begins with ./");
  const found = resolveImport(sources, "/tickless.yaml", text);
  if (found !== undefined) return found;
  if (sources.has(`/node_modules/${wanted.name}/package.json`)) {
    return void report(
      `the package '${wanted.name}' has nothing to import`,
      'see "exports" and "main" in its package.json',
    );
  }
  return void report(
    `there is no package '${wanted.name}'`,
    `install it in the project's folder: npm install ${wanted.name}`,
  );
}

/** What is read of the sources, by path in the folder. */
function reading(sources: Sources): { readonly sources: Sources; readonly files: Map<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>();
  const get = (path: string): Uint8Array | undefined => {
    const bytes = sources.get(path);
    if (bytes) files.set(path.slice(1), bytes);
    return bytes;
  };
  return { sources: { get, has: (path) => sources.has(path) }, files };
}

/** The parts' modules, compiled; and all that was read for that. */
export function compileParts(given: PartSources) {
  const { sources, files } = reading(given.sources);
  const { entries, problems } = entriesOf({ ...given, sources });
  const hint = `a part imports files of its own, packages, and ${[...PART_LIBRARIES.keys()].join(", ")}`;
  const compiled = compileModules(
    sources,
    entries.map(({ path }) => path),
    {
      libraries: PART_LIBRARIES,
      resolve: (from, specifier) => resolveImport(sources, from, specifier),
      unresolved: (specifier) => ({ message: `'${specifier}' cannot be imported: there is no such module`, hint }),
    },
  );
  return { entries, modules: compiled.modules, files, problems: [...problems, ...compiled.problems] };
}

/** The parts of a project; undefined: it has none of its own. Throws ProjectError with every mistake. */
export function readParts(given: PartSources, evaluate: Evaluate = evaluateHere): OwnParts | undefined {
  const { entries, modules, files, problems } = compileParts(given);
  if (problems.length > 0) throw new ProjectError(problems);
  if (entries.length === 0) return undefined;
  const linked = new LinkedModules(modules, Object.keys(partSandbox()), PART_LIBRARIES, evaluate);
  const texts = new Map(entries.map(({ path }) => [path, new TextDecoder().decode(files.get(path.slice(1)))]));
  const evaluated = (): Defined[] => {
    const load = linked.start(partSandbox());
    return entries.map(({ path }) => {
      const module = { file: path.slice(1), text: texts.get(path) ?? "" };
      return { ...module, parts: partsIn(module, () => load(path)) };
    });
  };
  check(evaluated());
  return { files, define: () => evaluated().flatMap(({ parts }) => parts) };
}

interface Module {
  readonly file: string;
  readonly text: string;
}

interface Defined extends Module {
  readonly parts: readonly PartDefinition[];
}

/** What a module exports by default, as parts. */
function partsIn({ file, text }: Module, load: () => unknown): PartDefinition[] {
  const line = lineOf(text, /^\s*export\s+default\b|module\.exports\s*=/);
  const fail = (message: string): never => {
    const hint = 'write: import { definePart } from "tickless/part"; export default definePart({ … })';
    throw new ProjectError([{ severity: "error", file, line, message, hint }]);
  };
  const exported = run(load, file);
  // A module of Node's older kind is what it exports.
  const isAll = isPart(exported) || Array.isArray(exported) || typeof exported !== "object" || exported === null;
  const value = isAll ? exported : (exported as Readonly<Record<string, unknown>>)["default"];
  if (value === undefined) return fail("the module has no default export");
  const parts: unknown[] = Array.isArray(value) ? value : [value];
  if (parts.length === 0) return fail("the module exports no parts");
  return parts.map((part) => (isPart(part) ? part : fail("what the module exports is not a part")));
}

/** Runs a module; what it throws becomes a problem with file and line. */
function run<T>(action: () => T, file: string): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof ProjectError) throw error;
    const [place] = placesOf(error);
    const at = { file: place?.file ?? file, ...(place ? { line: place.line } : {}) };
    const message = error instanceof Error ? error.message : `it has thrown ${String(error)}`;
    const mistakes = error instanceof PartError ? error.mistakes : [{ message }];
    throw new ProjectError(mistakes.map((mistake) => ({ severity: "error", ...at, ...mistake })));
  }
}

/** Names that are taken, and what a part alone on a board shows to be wrong. Throws ProjectError. */
function check(modules: readonly Defined[]): void {
  const problems: Problem[] = [];
  const taken = new Map<string, string>();
  for (const { file, text, parts } of modules) {
    for (const part of parts) {
      const report = (message: string, hint?: string): void => {
        const line = lineOf(text, new RegExp(`\\btype:\\s*["'\`]${part.type.replace(/[.+]/g, "\\$&")}["'\`]`));
        problems.push({ severity: "error", file, line, message, ...(hint === undefined ? {} : { hint }) });
      };
      for (const type of [part.type, ...(part.aliases ?? [])]) {
        const other = taken.get(type);
        if (allRegistry.get(type)) report(`there is a part '${type}' already`, "give it a name of its own");
        else if (other !== undefined) report(`two parts are called '${type}'`, `the other is in ${other}`);
        taken.set(type, file);
      }
      for (const { message, hint } of doubtsAbout(part)) report(message, hint);
    }
  }
  if (problems.length > 0) throw new ProjectError(problems);
}

/** The first line like this, from 1; the first of all when there is none. */
const lineOf = (text: string, pattern: RegExp): number =>
  1 +
  Math.max(
    0,
    text.split("\n").findIndex((line) => pattern.test(line)),
  );

/** All parts that there are. */
export const definitionsWith = (own: OwnParts | undefined) => [...DEFINITIONS, ...(own?.define() ?? [])];

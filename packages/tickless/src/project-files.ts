import { ProjectError, UsageError, type Problem } from "@tickless/sim-core";
import { FIGURES, isOfFigures, LESSON } from "./lesson/files.js";
import type { ProjectSource, TextFile } from "./project.js";
import { readWokwiToml, WOKWI_TOML } from "./wokwi-toml.js";

/*
 * What the files of a folder are for. Pure: whoever has the files, on a disk or in a browser, learns the same.
 */

/** A folder's files by their paths in it ("main.py", "lib/x.py", "diagram.json"). */
export type FolderFiles = Readonly<Record<string, string | Uint8Array>>;

export interface FolderOptions {
  /** What messages call the folder; default its name. */
  readonly folder?: string;
  /** What messages call a file; default its path in the folder. */
  readonly shown?: (path: string) => string;
  /** The only program of a folder may be called as it likes, as when it is run by itself. */
  readonly anyName?: boolean;
  /** Paths of images of firmware that were not read. */
  readonly images?: readonly string[];
  /** Path of the program, when that is known; then all files belong to the project. */
  readonly main?: string;
}

export const DIAGRAM = "diagram.json";
export const SETTINGS = "tickless.yaml";
export const SCENARIO_SUFFIX = ".scenario.yaml";
/** What Wokwi's own projects call theirs, and the other ending of YAML. */
const SCENARIO = /\.(scenario|test)\.ya?ml$/;
const MAINS = ["main.py", "firmware.ts"];
/** Files that are about the project rather than for its board. */
const NOT_FOR_THE_BOARD = [DIAGRAM, SETTINGS, WOKWI_TOML, "wokwi-project.txt", "libraries.txt"];
/** Images of firmware, which is not run, and custom chips of Wokwi's. */
const IMAGE = /\.(uf2|elf)$/i;
const CHIP = /\.chip\.(json|wasm|c|rs|ts)$/i;
/** Programs for Arduino, PlatformIO, ESP-IDF, the Pico SDK and in Rust. */
const OTHER_PROGRAM = /\.ino$|^(platformio\.ini|CMakeLists\.txt|Cargo\.toml)$/;
const NOT_IN_A_PROJECT = ["node_modules", "__pycache__", "__snapshots__"];
/** Parts of the project's own, and packages that they come from. */
const PARTS = /^(parts\/[^/]+\.part\.(ts|js|mjs)$|node_modules\/)/;
/** Tests of the project, which run beside the board. */
const TESTS = /\.test\.tsx?$/;
/** Tests of the project, which run on the board. */
const PYTHON_TESTS = /^test_.*\.py$/;

/** Whether a file or folder of this name is left out, with all that is in it: hidden, or of tools. */
export const isLeftOut = (name: string): boolean => name.startsWith(".") || NOT_IN_A_PROJECT.includes(name);

/** Whether a file of this name is a scenario. */
export const isScenario = (path: string): boolean => SCENARIO.test(path);

/** Whether a file of this name is run as tests in Python. */
export const isPythonTest = (path: string): boolean => PYTHON_TESTS.test(path.split("/").at(-1) as string);

/** Whether a file of this name at the top of a folder is read as text: it says something about the project. */
export const isAboutProject = (path: string): boolean =>
  [DIAGRAM, SETTINGS, WOKWI_TOML].includes(path) || (isScenario(path) && !path.includes("/"));

/** Whether the board's file system has the file. Notes, captures and tests stay outside. */
export const isForBoard = (path: string): boolean =>
  !NOT_FOR_THE_BOARD.includes(path) &&
  !isPartModule(path) &&
  !isScenario(path) &&
  !path.endsWith(".md") &&
  !isCapture(path) &&
  !TESTS.test(path) &&
  !IMAGE.test(path) &&
  !CHIP.test(path);

/** Whether the file is a module of a part by its name. */
export const isPartModule = (path: string): boolean => PARTS.test(path);

/** Whether the file is an image of firmware by its name. */
export const isImage = (path: string): boolean => IMAGE.test(path);

/**
 * Whether the file holds waveforms, or what a display is to show. It belongs to the project when a scenario names it; others may
 * be exports.
 */
export const isCapture = (path: string): boolean => /\.(vcd|display\.txt)$/i.test(path);

/** Whether the file may be a table that a control follows, or a picture of a display, which the program may read as well. */
const isTable = (path: string): boolean => /\.(csv|png)$/i.test(path);

/** Whether one of the scenarios, as text, names the file. */
export const isNamed = (path: string, scenarios: readonly string[]): boolean =>
  scenarios.some((text) => text.includes(path));

/** What a folder with these files consists of. Throws UsageError, and ProjectError. */
export function projectOfFiles(name: string, files: FolderFiles, options: FolderOptions = {}): ProjectSource {
  const { folder = name, shown = (path) => path, anyName = false, images = [] } = options;
  const modules = Object.keys(files).filter(isPartModule);
  const paths = Object.keys(files)
    .filter((path) => options.main !== undefined || !path.split("/").some(isLeftOut))
    .sort(byFolder);
  const main = options.main ?? programOf(files, paths, folder, anyName);
  const toml = files[WOKWI_TOML] === undefined ? "" : toText(files[WOKWI_TOML], shown(WOKWI_TOML));
  const guided = LESSON in files;
  const ofBoard = paths.filter((path) => isForBoard(path) && !isLoaded(toml, path) && !(guided && isOfFigures(path)));
  const board = ofBoard.map((path) => [`/${path}`, toBytes(files[path] as string)] as const);
  const read = (path: string): TextFile => {
    return { file: shown(path), text: toText(files[path] as string | Uint8Array, shown(path)) };
  };
  const scenarios = topOf(paths).filter(isScenario).map(read);
  const texts = scenarios.map(({ text }) => text);
  const captures = paths.filter((path) => (isCapture(path) || isTable(path)) && isNamed(path, texts));
  return {
    name,
    files: new Map(board),
    main: `/${main}`,
    scenarios,
    captures: new Map(captures.map((path) => [path, toBytes(files[path] as string)])),
    modules: new Map(modules.map((path) => [`/${path}`, toBytes(files[path] as string)])),
    lesson: new Map(guided ? entriesOf(files, [LESSON, FIGURES]) : []),
    notes: notesOn(toml, [...paths.filter(isImage), ...images], shown),
    ...(paths.includes(DIAGRAM) ? { diagram: read(DIAGRAM) } : {}),
    ...(paths.includes(SETTINGS) ? { settings: read(SETTINGS) } : {}),
  };
}

/** Whether wokwi.toml names it, at the end of a path, as a binary to be loaded. */
const isLoaded = (toml: string, path: string): boolean =>
  /\.(bin|hex|wasm)$/i.test(path) && isNamed(path, [toml.replaceAll(/#.*/g, "")]);

/** What of the files has no effect. */
function notesOn(toml: string, images: readonly string[], shown: (path: string) => string): Problem[] {
  const others = images.filter((path) => !isNamed(path, [toml]));
  const message = "an image of firmware is not run: the project's own programs are";
  const found = others.map((path): Problem => ({ severity: "warning", file: shown(path), message }));
  return [...readWokwiToml(toml, shown(WOKWI_TOML)), ...found];
}

/** The program that the text of tickless.yaml names; the file is read, and checked, elsewhere. */
export function mainSetting(settings: string | Uint8Array | undefined): string | undefined {
  if (settings === undefined) return undefined;
  const text = typeof settings === "string" ? settings : new TextDecoder().decode(settings);
  return /^main:[ \t]*["']?\/?([^\s"'#]+)/m.exec(text)?.[1];
}

/** What the text of tickless.yaml says to run on which board, in its order; read, and checked, elsewhere. */
export function programsSetting(settings: string | Uint8Array | undefined): string[] {
  if (settings === undefined) return [];
  const text = typeof settings === "string" ? settings : new TextDecoder().decode(settings);
  const block = /^programs:((?:[^\n]*)(?:\n(?:[ \t][^\n]*|#[^\n]*)?)*)/m.exec(text)?.[1] ?? "";
  const lines = block.replaceAll(/(^|\s)#.*/g, "");
  return [...lines.matchAll(/(?<![^\s,{])[^\s:,{]+[ \t]*:[ \t]*["']?([^\s"',{}]+)/g)].map(
    (match) => match[1] as string,
  );
}

/** The program in a folder, without a slash at its beginning; undefined: there is none, or two. */
export function programIn(has: (path: string) => boolean, folder: string): string | undefined {
  const [program, second] = MAINS.map((name) => `${folder}/${name}`).filter(has);
  return second === undefined ? program : undefined;
}

/** The last part of a path. */
export const baseName = (path: string): string => path.split(/[\\/]/).at(-1) as string;

/** The path as settings have it, without slashes around it. */
export const plainPath = (path: string): string => path.replace(/^(\.?\/)+|\/+$/g, "");

/**
 * The program that stands for a project: the one that tickless.yaml names or that is called main.py, else the first of those that
 * run on several boards. Throws ProjectError.
 */
export function programOf(files: FolderFiles, paths: readonly string[], folder: string, anyName = false): string {
  const setting = mainSetting(files[SETTINGS]);
  if (setting !== undefined) return setting;
  const top = topOf(paths);
  if (!MAINS.some((name) => top.includes(name))) {
    const [first] = boardPrograms(files, paths);
    if (first !== undefined) return first;
  }
  return mainOf(top, folder, anyName);
}

/** The programs that tickless.yaml gives to boards; else those in folders that are called what something in the diagram is. */
function boardPrograms(files: FolderFiles, paths: readonly string[]): string[] {
  const has = (path: string): boolean => paths.includes(path);
  const said = programsSetting(files[SETTINGS]).map(plainPath);
  if (said.length > 0) return said.flatMap((path) => (has(path) ? path : (programIn(has, path) ?? [])));
  const diagram = files[DIAGRAM];
  if (diagram === undefined) return [];
  const text = typeof diagram === "string" ? diagram : new TextDecoder().decode(diagram);
  const folders = paths.filter((path) => path.split("/").length === 2).map((path) => path.split("/")[0] as string);
  const named = [...new Set(folders)].filter((name) => text.includes(JSON.stringify(name)));
  return named.flatMap((name) => programIn(has, name) ?? []);
}

/** A folder has no program that can be run. `other` is a sign of one that cannot. */
export class NoProgramError extends ProjectError {
  constructor(folder: string, other?: string) {
    const message = `there is no main.py${other === undefined ? "" : `, and the program that ${other} belongs to cannot be run`}`;
    const hint = "a project folder has its program in main.py or firmware.ts";
    super([{ severity: "error", file: folder, message, hint }]);
  }
}

/** Which of the files at a folder's top is its program. Throws ProjectError. `folder` is what messages call it. */
export function mainOf(top: readonly string[], folder: string, anyName = false): string {
  const [main, second] = MAINS.filter((name) => top.includes(name));
  if (main === undefined) {
    const programs = anyName ? top.filter((path) => /\.(py|ts)$/.test(path)) : [];
    const others = programs.filter((path) => !isPythonTest(path));
    const [only, more] = others.length > 0 ? others : programs;
    if (only !== undefined && more === undefined) return only;
    throw new NoProgramError(
      folder,
      top.find((path) => OTHER_PROGRAM.test(path)),
    );
  }
  if (second !== undefined) {
    const message = `there are two programs, ${main} and ${second}; give the one to run`;
    throw new ProjectError([{ severity: "error", file: folder, message }]);
  }
  return main;
}

const topOf = (paths: readonly string[]): string[] => paths.filter((path) => !path.includes("/"));

/** Folder by folder in order of names: the order in which a board's file system gets its files must not depend on the host. */
function byFolder(a: string, b: string): number {
  const [left, right] = [a.split("/"), b.split("/")];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x, y] = [left[i] as string, right[i] as string];
    if (x !== y) return x < y ? -1 : 1;
  }
  return left.length - right.length;
}

/** Those that are there. */
const entriesOf = (files: FolderFiles, paths: readonly string[]): (readonly [string, Uint8Array])[] =>
  paths.filter((path) => path in files).map((path) => [path, toBytes(files[path] as string)]);

const toBytes = (content: string | Uint8Array): Uint8Array =>
  typeof content === "string" ? new TextEncoder().encode(content) : content;

/** Throws UsageError. `shown` is what the message calls the file. */
export function toText(content: string | Uint8Array, shown: string): string {
  if (typeof content === "string") return content;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    throw new UsageError(`${shown}: this is not text in UTF-8`);
  }
}

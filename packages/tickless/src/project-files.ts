import { ProjectError, UsageError } from "@tickless/sim-core";
import type { ProjectSource, TextFile } from "./project.js";

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
  /** Path of the program, when that is known; then all files belong to the project. */
  readonly main?: string;
}

export const DIAGRAM = "diagram.json";
export const SETTINGS = "tickless.yaml";
export const SCENARIO_SUFFIX = ".scenario.yaml";
const MAINS = ["main.py", "firmware.ts"];
/** Files that are about the project rather than for its board. */
const NOT_FOR_THE_BOARD = [DIAGRAM, SETTINGS, "wokwi.toml"];
const NOT_IN_A_PROJECT = ["node_modules", "__pycache__", "__snapshots__"];
/** Tests of the project, which run beside the board. */
const TESTS = /\.test\.tsx?$/;

/** Whether a file or folder of this name is left out, with all that is in it: hidden, or of tools. */
export const isLeftOut = (name: string): boolean => name.startsWith(".") || NOT_IN_A_PROJECT.includes(name);

/** Whether a file of this name at the top of a folder is read as text: it says something about the project. */
export const isAboutProject = (path: string): boolean =>
  path === DIAGRAM || path === SETTINGS || (path.endsWith(SCENARIO_SUFFIX) && !path.includes("/"));

/** Whether the board's file system has the file. Notes and tests stay outside. */
export const isForBoard = (path: string): boolean =>
  !NOT_FOR_THE_BOARD.includes(path) && !path.endsWith(SCENARIO_SUFFIX) && !path.endsWith(".md") && !TESTS.test(path);

/** What a folder with these files consists of. Throws UsageError, and ProjectError. */
export function projectOfFiles(name: string, files: FolderFiles, options: FolderOptions = {}): ProjectSource {
  const { folder = name, shown = (path) => path, anyName = false } = options;
  const paths = Object.keys(files)
    .filter((path) => options.main !== undefined || !path.split("/").some(isLeftOut))
    .sort(byFolder);
  const main = options.main ?? mainOf(topOf(paths), folder, anyName);
  const board = paths.filter(isForBoard).map((path) => [`/${path}`, toBytes(files[path] as string)] as const);
  const read = (path: string): TextFile => {
    return { file: shown(path), text: toText(files[path] as string | Uint8Array, shown(path)) };
  };
  return {
    name,
    files: new Map(board),
    main: `/${main}`,
    scenarios: topOf(paths)
      .filter((path) => path.endsWith(SCENARIO_SUFFIX))
      .map(read),
    ...(paths.includes(DIAGRAM) ? { diagram: read(DIAGRAM) } : {}),
    ...(paths.includes(SETTINGS) ? { settings: read(SETTINGS) } : {}),
  };
}

/** Which of the files at a folder's top is its program. Throws ProjectError. `folder` is what messages call it. */
export function mainOf(top: readonly string[], folder: string, anyName = false): string {
  const [main, second] = MAINS.filter((name) => top.includes(name));
  if (main === undefined) {
    const programs = anyName ? top.filter((path) => /\.(py|ts)$/.test(path)) : [];
    if (programs.length === 1) return programs[0] as string;
    const hint = "a project folder has its program in main.py or firmware.ts";
    throw new ProjectError([{ severity: "error", file: folder, message: "there is no main.py", hint }]);
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

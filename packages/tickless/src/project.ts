import { createRegistry, readBoard, registry } from "@tickless/devices";
import {
  assembleBoard,
  ProjectError,
  UsageError,
  type Board,
  type BoardDescription,
  type Problem,
  type Registry,
} from "@tickless/sim-core";
import { definitionsWith, readParts, type OwnParts, type PartSources } from "./parts/own-parts.js";
import { readSettings, type Settings } from "./settings.js";
import type { Evaluate } from "./typescript/link.js";

/** A file of a project that is read as text. `file` is what messages call it. */
export interface TextFile {
  readonly file: string;
  readonly text: string;
}

/** What a project consists of, wherever it was read from. */
export interface ProjectSource {
  readonly name: string;
  /** The board's file system: absolute paths ("/main.py", "/lib/x.py") to contents. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Path of the program in `files`. */
  readonly main: string;
  readonly diagram?: TextFile;
  /** `tickless.yaml`. */
  readonly settings?: TextFile;
  readonly scenarios?: readonly TextFile[];
  /** Captures that scenarios play, and pictures that they compare displays with, by their path in the folder. */
  readonly captures?: ReadonlyMap<string, Uint8Array>;
  /** Modules of its own parts and of packages, absolute ("/parts/x.part.ts", "/node_modules/y/index.js"). */
  readonly modules?: ReadonlyMap<string, Uint8Array>;
  /** Its guided text and the figures of that, by their path in the folder. */
  readonly lesson?: ReadonlyMap<string, Uint8Array> | undefined;
  /** What of the folder has no effect. */
  readonly notes?: readonly Problem[] | undefined;
}

/** A project as data, but for its parts; can be run any number of times. */
export interface Project {
  readonly name: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly main: string;
  readonly diagram: TextFile | undefined;
  readonly settings: Settings;
  /** What they were read from. */
  readonly settingsFile?: TextFile | undefined;
  readonly scenarios: readonly TextFile[];
  readonly captures: ReadonlyMap<string, Uint8Array>;
  /** Parts that it brings along. */
  readonly parts?: OwnParts | undefined;
  readonly lesson?: ProjectSource["lesson"];
  readonly notes?: readonly Problem[] | undefined;
}

/** Short names of boards, for projects without a diagram. */
const BOARDS: Readonly<Record<string, string>> = {
  pico: "board-pi-pico",
  "pico-w": "board-pi-pico-w",
  esp32: "board-esp32-devkit-c-v4",
};
const DEFAULT_BOARD = "pico";

/** Checks what can be checked without a board. Throws ProjectError. `evaluate` makes functions of the parts' modules. */
export function readProject(source: ProjectSource, evaluate?: Evaluate): Project {
  const { name, main, diagram, scenarios = [], captures = new Map(), lesson, notes } = source;
  if (!source.files.has(main)) {
    throw new ProjectError([{ severity: "error", file: name, message: `there is no ${main.slice(1)}` }]);
  }
  const settings = source.settings ? readSettings(source.settings.text, source.settings.file) : {};
  const parts = readParts(partSources(source, settings), evaluate);
  const files = parts ? withoutParts(source, parts) : source.files;
  const said = { diagram, settings, settingsFile: source.settings, scenarios, captures };
  return { name, files, main, ...said, parts, lesson, notes };
}

/** What the parts of a project are read from. */
export function partSources({ files, modules, settings }: ProjectSource, { parts = [] }: Settings): PartSources {
  const all = new Map([...files, ...(modules ?? [])]);
  return { paths: [...all.keys()], sources: all, said: parts, settings };
}

/** The board's files without the modules of parts; programs in TypeScript may share modules with them. */
function withoutParts({ files, main }: ProjectSource, parts: OwnParts): ProjectSource["files"] {
  const isTypeScript = main.endsWith(".ts") || [...files.keys()].some((path) => path.endsWith("/firmware.ts"));
  if (isTypeScript) return files;
  return new Map([...files].filter(([path]) => !parts.files.has(path.slice(1))));
}

/** The project's board, ready to simulate, and what is doubtful about it. Throws ProjectError with every mistake. */
export function boardOf(project: Project, boardName?: string): { board: Board; warnings: readonly Problem[] } {
  const { diagram, settings, parts } = project;
  if (diagram && boardName !== undefined) {
    throw new UsageError(`the project has its board in ${diagram.file}; --board is for projects without one`);
  }
  const { board, problems } = diagram
    ? readBoard(diagram.text, diagram.file, registryWith(parts))
    : assembleBoard(bareBoard(boardName ?? settings.board ?? DEFAULT_BOARD), registry);
  if (!board) throw new ProjectError(problems);
  return { board, warnings: [...(project.notes ?? []), ...problems] };
}

/** Every part there is a model of, those of a project's own among them. */
export const registryWith = (parts: OwnParts | undefined): Registry =>
  parts ? createRegistry(definitionsWith(parts)) : registry;

/** A board with nothing wired to it. Its id is "pico" for `pico` and so on. */
function bareBoard(name: string): BoardDescription {
  const type = BOARDS[name] ?? name;
  if (!registry.get(type)?.mcu) {
    const known = Object.keys(BOARDS).filter((short) => registry.get(BOARDS[short] as string)?.mcu);
    throw new UsageError(`there is no board '${name}' (there are: ${known.join(", ")})`);
  }
  const id = name in BOARDS ? name : "board";
  return { parts: [{ id, type, attributes: {} }], connections: [] };
}

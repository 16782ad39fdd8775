import { didYouMean, ProjectError, type Problem } from "@tickless/sim-core";
import { isPythonTest, plainPath, programIn } from "./project-files.js";
import type { Project } from "./project.js";

/* Which program runs on which board. */

/** A program, and the file system of the board that it runs on. */
export interface BoardProgram {
  /** The board's id. */
  readonly board: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Path of the program in `files`. */
  readonly main: string;
  /** The folder of the project that is the board's file system, with a slash at its end; "": the whole project. */
  readonly root: string;
}

/**
 * The programs of a project on these boards: what tickless.yaml says; for a board whose id is a folder with a program, that; and
 * the project's own program for the first that is left. Throws ProjectError. `boards`: their ids, in order.
 */
export function programsOf(project: Project, boards: readonly string[]): BoardProgram[] {
  const { files, main } = project;
  const found = new Map<string, BoardProgram>(said(project, boards).map((program) => [program.board, program]));
  for (const board of boards) {
    const program = programIn((path) => files.has(`/${path}`), board);
    if (!found.has(board) && program !== undefined) found.set(board, folderProgram(project, board, board, program));
  }
  const taken = [...found.values()].some((program) => `/${program.root}${program.main.slice(1)}` === main);
  const left = boards.find((board) => !found.has(board));
  // Tests in Python run in place of what the first board runs.
  const own = left ?? (isPythonTest(main) ? boards[0] : undefined);
  if (own !== undefined && !taken) found.set(own, { board: own, files, main, root: "" });
  return boards.flatMap((board) => found.get(board) ?? []);
}

/** Whether Python runs on one of its boards, as far as its files tell. */
export const hasPython = ({ files }: Pick<Project, "files">): boolean =>
  [...files.keys()].some((path) => path.endsWith(".py"));

/** The board that is meant by a serial port when none is named: the one that runs the project's own program, or the first. */
export const consoleOf = (programs: readonly BoardProgram[]): string | undefined =>
  (programs.find(({ root }) => root === "") ?? programs[0])?.board;

/** What tickless.yaml says. */
function said(project: Project, boards: readonly string[]): BoardProgram[] {
  const { files, settings, settingsFile } = project;
  const problems: Problem[] = [];
  const programs = Object.entries(settings.programs ?? {}).flatMap(([board, value]): BoardProgram[] => {
    const report = (message: string, hint: { hint?: string } = {}): [] => {
      const line = lineOf(settingsFile?.text ?? "", board);
      problems.push({ severity: "error", file: settingsFile?.file ?? "", line, message, ...hint });
      return [];
    };
    if (!boards.includes(board))
      return report(`there is no board '${board}' to run a program on`, didYouMean(board, boards));
    const path = plainPath(value);
    if (files.has(`/${path}`)) {
      if (/\.(py|ts)$/.test(path)) return [{ board, files, main: `/${path}`, root: "" }];
      return report(`${path} is no program: give a .py or .ts file, or a folder`);
    }
    const program = programIn((each) => files.has(`/${each}`), path);
    if (program !== undefined) return [folderProgram(project, board, path, program)];
    const isFolder = [...files.keys()].some((each) => each.startsWith(`/${path}/`));
    return report(isFolder ? `there is no main.py in ${path}` : `there is no file or folder '${path}'`);
  });
  if (problems.length > 0) throw new ProjectError(problems);
  return programs;
}

/** The line of the file in which the board is named, from 1. */
function lineOf(text: string, board: string): number {
  const lines = text.split("\n");
  const from = Math.max(
    0,
    lines.findIndex((line) => line.startsWith("programs:")),
  );
  const found = lines.findIndex((line, index) => index >= from && line.includes(board));
  return 1 + (found < 0 ? from : found);
}

function folderProgram({ files }: Project, board: string, folder: string, program: string): BoardProgram {
  const root = `${folder}/`;
  const inside = [...files].filter(([path]) => path.startsWith(`/${root}`));
  const own = new Map(inside.map(([path, bytes]) => [path.slice(root.length), bytes]));
  return { board, files: own, main: program.slice(folder.length), root };
}

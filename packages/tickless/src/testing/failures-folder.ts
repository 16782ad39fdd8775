import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Nanos } from "@tickless/sim-core";

/*
 * Where failing tests leave what they can be understood by: `.tickless/failures/<test>/` below the folder that the tests are
 * run in, with a recording of each simulation and the message. What a test left is removed when it passes.
 */

const FOLDER = ".tickless/failures";
const MESSAGE = "failure.txt";
/** Letters of a name in a path; what makes it distinct comes behind them. */
const NAME_LENGTH = 60;

/** Which test: names are distinct within a file, files within the folder in which the tests are run. */
export interface TestId {
  /** The folder in which the tests are run, an absolute path. */
  readonly root: string;
  /** The test's file, an absolute path. */
  readonly file: string;
  /** Its full name, suites and all. */
  readonly name: string;
}

/** A simulation that a failing test made, as the bytes of a .tickless file. */
export interface FailedRun {
  /** The project's. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The moment to open it at, ns. */
  readonly time: Nanos;
}

/** A recording that a failing test left. */
export interface Evidence {
  /** Its path below the folder in which the tests are run. */
  readonly file: string;
  readonly time: Nanos;
}

/** The folder of a test, an absolute path. */
export function failureFolder({ root, file, name }: TestId): string {
  const own = relative(root, file).replaceAll("\\", "/");
  const slug = plain(name).slice(0, NAME_LENGTH).replace(/-$/, "") || "test";
  return join(root, FOLDER, `${slug}-${digest(`${own} > ${name}`)}`);
}

/** Writes what a failing test leaves, in place of what it left before. */
export function leaveFailure(test: TestId, message: string, runs: readonly FailedRun[]): Evidence[] {
  const folder = failureFolder(test);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const left = runs.map(({ name, bytes, time }, index) => {
    const path = join(folder, `${index + 1}-${plain(name.split(/[\\/]/).at(-1) as string) || "project"}.tickless`);
    writeFileSync(path, bytes);
    return { file: relative(test.root, path).replaceAll("\\", "/"), time };
  });
  const commands = left.map((evidence) => `${viewCommand(evidence)}\n`);
  writeFileSync(join(folder, MESSAGE), `${test.name}\n\n${message}\n\n${commands.join("")}`);
  return left;
}

/** The test has passed. */
export function removeFailure(test: TestId): void {
  rmSync(failureFolder(test), { recursive: true, force: true });
}

/** The command that opens a recording at its moment: "npx tickless view .tickless/failures/…/1-blink.tickless@1200ms". */
export const viewCommand = ({ file, time }: Evidence): string => `npx tickless view ${file}@${exactly(time)}`;

/** As `parseDuration` reads it, in the largest unit in which it is a whole number. */
function exactly(time: Nanos): string {
  if (time % 1e6 === 0) return `${time / 1e6}ms`;
  return time % 1e3 === 0 ? `${time / 1e3}us` : `${time}ns`;
}

/** Lower case letters, digits and single hyphens. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-|-$/g, "");

/** Six hex digits (FNV-1a, 32 bits, folded to 24). */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (((hash >>> 24) ^ hash) & 0xffffff).toString(16).padStart(6, "0");
}

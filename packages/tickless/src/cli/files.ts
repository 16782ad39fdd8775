import { UsageError } from "@tickless/sim-core";
import { readdirSync, readFileSync, statSync, type Dirent, type Stats } from "node:fs";
import { dirname, resolve } from "node:path";

/* Reading what the user named. What the system says against it is a UsageError, in which the file is called `shown`. */

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "this is a folder, not a file",
  EACCES: "reading it is not permitted",
  EPERM: "reading it is not permitted",
  ELOOP: "its symbolic links lead in a circle",
  ENAMETOOLONG: "its name is too long",
};

/** Undefined: there is nothing. Throws UsageError. */
export function statOf(path: string, shown: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // A file in the place of a folder on the way there.
    if ((error as NodeJS.ErrnoException).code === "ENOTDIR") return undefined;
    throw unreadable(error, shown);
  }
}

/** Whether there is a file that could be read; where a symbolic link leads nowhere there is none. */
export function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return false;
  }
}

/** Throws UsageError. */
export function readBytes(path: string, shown: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    throw unreadable(error, shown);
  }
}

/** What is in a folder. Throws UsageError. */
export function entriesOf(folder: string, shown: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw unreadable(error, shown);
  }
}

/**
 * Looks whether a file can be written there, before much is done that it shall hold. Throws UsageError, in which `option` is
 * what asked for it.
 */
export function checkWritable(option: string, file: string, cwd: string): void {
  if (file === "") throw new UsageError(`${option}: which file?`);
  const path = resolve(cwd, file);
  if (statOf(path, `${option}: ${file}`)?.isDirectory()) throw new UsageError(`${option}: ${file} is a folder`);
  const folder = dirname(path);
  if (!statOf(folder, `${option}: ${folder}`)?.isDirectory()) {
    throw new UsageError(`${option}: there is no folder ${dirname(file)}`);
  }
}

function unreadable(error: unknown, shown: string): UsageError {
  const { code, message } = error as NodeJS.ErrnoException;
  return new UsageError(`${shown}: ${(code !== undefined && REASONS[code]) || message}`);
}

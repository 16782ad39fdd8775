import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { BUILT_APP } from "tickless/cli/view-app";
import { placeOf } from "tickless/cli/view-project";
import { startViewServer } from "tickless/cli/view-server";
import { onTestFinished } from "vitest";

export type Files = Readonly<Record<string, string>>;

/** A project's folder, removed after the test. */
export function folder(files: Files): string {
  const path = mkdtempSync(join(tmpdir(), "tickless-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

/** The address of `tickless view` on that folder, until the end of the test. */
export async function view(path: string): Promise<string> {
  const project = placeOf(path, "/");
  const server = await startViewServer({ app: BUILT_APP, project, host: "127.0.0.1", ports: [0] });
  onTestFinished(() => server.close());
  return server.url;
}

export const serveFolder = (files: Files): Promise<string> => view(folder(files));

/** The address of `tickless view A --compare B`, of two recordings' files, until the end of the test. */
export async function viewRecordings(a: Uint8Array, b: Uint8Array): Promise<string> {
  const path = folder({});
  const [recording, compare] = [join(path, "a.tickless"), join(path, "b.tickless")];
  writeFileSync(recording, a);
  writeFileSync(compare, b);
  const files = { project: undefined, recording, compare };
  const server = await startViewServer({ app: BUILT_APP, ...files, host: "127.0.0.1", ports: [0] });
  onTestFinished(() => server.close());
  return server.url;
}

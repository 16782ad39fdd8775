import { statSync } from "node:fs";
import { join } from "node:path";
import { visit } from "../folder.js";
import { EXIT, type Io } from "../io.js";
import { watchProject } from "../view-watch.js";
import type { TestArguments } from "./arguments.js";
import { findTests, type TestFile } from "./find.js";
import { failed, type Round } from "./tally.js";

/** Runs tests of these files with what is asked for this time. */
type Run = (
  files: readonly TestFile[],
  round: { readonly update: boolean; readonly passWithNoTests: true },
) => Promise<Round>;

/** What is to be run next. */
type Wish = "all" | "failed" | "changed" | "update" | "quit";

const KEYS: Readonly<Record<string, Wish>> = {
  "\r": "all",
  "\n": "all",
  a: "all",
  f: "failed",
  u: "update",
  q: "quit",
  "\x03": "quit",
};
const HELP = "\nwaiting for changes: a or enter runs all, f what failed, u updates files, q quits\n";

/** Runs tests now and again whenever something changes in their projects, until the user quits. Returns the exit code. */
export async function watchTests(args: TestArguments, io: Io, run: Run): Promise<number> {
  const wishes = new Wishes();
  const state = new Signatures();
  const watched = new Map<string, () => void>();
  const stopKeys = listen(io, (wish) => wishes.add(wish));
  const onAbort = (): void => wishes.add("quit");
  io.signal?.addEventListener("abort", onAbort);
  let code: number = EXIT.ok;
  let failing = new Set<string>();
  try {
    for (let wish: Wish = "all"; wish !== "quit" && !io.signal?.aborted; wish = await wishes.next()) {
      const files = findTests(args.paths, io.cwd);
      const changed = state.changed(files);
      const chosen = files.filter(({ file, root }) => {
        return wish === "failed" ? failing.has(file) : wish !== "changed" || changed.has(root) || changed.has(file);
      });
      if (chosen.length === 0 && wish === "changed") continue;
      const round = await run(chosen, { update: args.update || wish === "update", passWithNoTests: true });
      code = round.code;
      failing = stillFailing(failing, round);
      state.changed(files);
      watch(files, args, io, watched, () => wishes.add("changed"));
      io.stdout.write(HELP);
    }
  } finally {
    io.signal?.removeEventListener("abort", onAbort);
    stopKeys();
    for (const stop of watched.values()) stop();
  }
  return io.signal?.aborted ? EXIT.interrupted : code;
}

/** The files that failed when they were last run. */
function stillFailing(before: ReadonlySet<string>, { finished }: Round): Set<string> {
  const now = new Set(before);
  for (const { job, result } of finished) {
    if (result && !failed(result)) now.delete(job.file);
    else if (result) now.add(job.file);
  }
  return now;
}

/** Watches the projects, and the folders that were asked for: there may be new tests. */
function watch(
  files: readonly TestFile[],
  { paths }: TestArguments,
  { cwd }: Io,
  watched: Map<string, () => void>,
  changed: () => void,
): void {
  const asked = paths
    .map((path) => join(cwd, path))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory());
  for (const folder of new Set([...asked, ...files.map(({ root }) => root)])) {
    if (!watched.has(folder)) watched.set(folder, watchProject({ folder, file: undefined, shown: folder }, changed));
  }
}

/** Which projects and files differ from the last look at them, by size and time of change. */
class Signatures {
  private known = new Map<string, string>();

  changed(files: readonly TestFile[]): Set<string> {
    const now = new Map<string, string>();
    for (const { root, file } of files) {
      if (!now.has(root)) now.set(root, signature(root));
      now.set(file, "there");
    }
    const changed = [...now].filter(([path, signed]) => this.known.get(path) !== signed).map(([path]) => path);
    this.known = now;
    return new Set(changed);
  }
}

function signature(root: string): string {
  const parts: string[] = [];
  for (const { path, folder } of visit(root)) {
    const stat = folder ? undefined : statSync(join(root, path), { throwIfNoEntry: false });
    if (stat) parts.push(`${path} ${stat.size} ${stat.mtimeMs}`);
  }
  return parts.join("\n");
}

/** What came while tests ran is not lost; what is asked for twice is done once. */
class Wishes {
  private readonly waiting = new Set<Wish>();
  private wake: (() => void) | undefined;

  add(wish: Wish): void {
    this.waiting.add(wish);
    this.wake?.();
  }

  async next(): Promise<Wish> {
    if (this.waiting.size === 0) await new Promise<void>((resolve) => (this.wake = resolve));
    this.wake = undefined;
    const order: readonly Wish[] = ["quit", "update", "all", "failed", "changed"];
    const next = order.find((wish) => this.waiting.has(wish)) as Wish;
    if (next === "all" || next === "update") this.waiting.clear();
    this.waiting.delete(next);
    return next;
  }
}

/** Keys, where somebody can press them. */
function listen({ stdin }: Io, wish: (wish: Wish) => void): () => void {
  if (!stdin?.isTTY) return () => undefined;
  const onKeys = (data: Buffer | string): void => {
    for (const key of data.toString()) if (KEYS[key]) wish(KEYS[key]);
  };
  stdin.setRawMode?.(true);
  stdin.on("data", onKeys);
  stdin.resume();
  return () => {
    stdin.off("data", onKeys);
    stdin.setRawMode?.(false);
    stdin.pause();
  };
}

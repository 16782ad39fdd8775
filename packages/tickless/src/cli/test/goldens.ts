import { join, relative } from "node:path";
import type { Golden } from "../../scenario-look.js";
import type { TestJob, Update } from "./job.js";

/** Collects what is to be written down of the runs of a file: `accept` says whether what there is now counts as expected. */
export class Goldens {
  private readonly byPlace = new Map<string, Update>();

  constructor(private readonly job: TestJob) {}

  get updates(): Update[] {
    return [...this.byPlace.values()];
  }

  readonly accept = (golden: Golden): boolean | string => {
    const { update } = this.job;
    const isNew = golden.expected === undefined || golden.expected === "new";
    if (update === "none" || (update === "new" && !isNew)) return false;
    const wanted = golden.kind === "display" ? this.file(golden) : this.line(golden);
    if (!wanted) return false;
    const place = wanted.kind === "file" ? wanted.path : `${wanted.path}:${wanted.line}`;
    const known = this.byPlace.get(place);
    if (known) return contentOf(known) === contentOf(wanted) || contentOf(known);
    this.byPlace.set(place, wanted);
    return true;
  };

  private file({ file, expected, actual }: Extract<Golden, { kind: "display" }>): Update {
    const path = join(this.job.root, file);
    return { kind: "file", path, shown: this.shown(path), text: actual, made: expected === undefined };
  }

  private line({ line, expected, actual }: Extract<Golden, { kind: "fingerprint" }>): Update | undefined {
    const { file: path } = this.job;
    return line === undefined
      ? undefined
      : { kind: "line", path, shown: this.shown(path), line, from: expected, to: actual };
  }

  private shown(path: string): string {
    return relative(this.job.cwd, path).replaceAll("\\", "/");
  }
}

const contentOf = (update: Update): string => (update.kind === "file" ? update.text : update.to);

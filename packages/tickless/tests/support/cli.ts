import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Writable } from "node:stream";
import { onTestFinished } from "vitest";
import { main } from "../../src/cli/main.js";

/** What a command wrote and how it ended. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

class Collector extends Writable {
  readonly chunks: Buffer[] = [];

  constructor(
    readonly isTTY: boolean,
    private readonly failure?: Error,
  ) {
    super();
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.chunks.push(chunk);
    done(this.failure);
  }

  get text(): string {
    return Buffer.concat(this.chunks).toString("utf8");
  }
}

export interface Surroundings {
  readonly env?: Record<string, string>;
  readonly signal?: AbortSignal;
  /** Standard error is a terminal. */
  readonly terminal?: boolean;
  /** What comes of writing to standard output. */
  readonly stdoutError?: Error;
}

/** Runs the command line in this process. */
export async function tickless(cwd: string, args: readonly string[], more: Surroundings = {}): Promise<Outcome> {
  const { terminal = false, stdoutError, ...io } = more;
  const [stdout, stderr] = [new Collector(false, stdoutError), new Collector(terminal)];
  const code = await main(args, { stdout, stderr, cwd, env: {}, ...io });
  return { code, stdout: stdout.text, stderr: stderr.text };
}

/** A temporary folder with these files, removed after the test. */
export function folder(files: Readonly<Record<string, string>>): string {
  const path = mkdtempSync(join(tmpdir(), "tickless-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

type Part = readonly [id: string, type: string, attributes?: Readonly<Record<string, string>>];
type Wire = readonly [from: string, to: string];

/** A diagram.json of parts and wires, a Pico "pico" included. */
export function diagram(parts: readonly Part[] = [], wires: readonly Wire[] = []): string {
  const all: Part[] = [["pico", "board-pi-pico"], ...parts];
  return JSON.stringify(
    {
      version: 1,
      parts: all.map(([id, type, attrs = {}]) => ({ id, type, left: 0, top: 0, attrs })),
      connections: wires.map(([from, to]) => [from, to, "green", []]),
    },
    null,
    1,
  );
}

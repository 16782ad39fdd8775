import type { Output } from "./io.js";

/** Serial output on its way to a stream: written after each slice of a run, no faster than the reader takes it. */
export class SerialOut {
  /** Why nothing can be written any more. */
  failure: NodeJS.ErrnoException | undefined;
  private pending: Uint8Array[] = [];

  constructor(
    private readonly output: Output,
    private readonly before: (bytes: Uint8Array) => void,
  ) {
    output.on("error", (error: NodeJS.ErrnoException) => (this.failure ??= error));
  }

  /** The reader has gone. */
  get broken(): boolean {
    return this.failure?.code === "EPIPE";
  }

  push(bytes: Uint8Array): void {
    this.pending.push(bytes);
  }

  /** Writes what has come; resolves when the stream has room again, or is gone. */
  async flush(): Promise<void> {
    if (this.failure) return;
    const bytes = Buffer.concat(this.pending.splice(0));
    if (bytes.length === 0) return;
    this.before(bytes);
    await new Promise<void>((resolve) => {
      if (this.output.write(bytes, () => resolve())) resolve();
    });
  }
}

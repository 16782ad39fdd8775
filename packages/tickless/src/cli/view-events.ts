import type { ServerResponse } from "node:http";
import { clearInterval, setInterval } from "node:timers";
import { readTexts, type ProjectPlace } from "./view-project.js";
import { watchProject } from "./view-watch.js";

/** So that nobody in between takes a quiet connection for a dead one. */
const BEAT_MS = 30_000;

/** The project as the page gets it, and the server-sent events that tell it of changes. */
export class ProjectFeed {
  private readonly listeners = new Set<ServerResponse>();
  private stopWatching: (() => void) | undefined;
  /** As it was read last. */
  private known = "";

  constructor(private readonly place: ProjectPlace) {}

  /** JSON of the project as it is now. Throws UsageError. */
  read(): string {
    return (this.known = JSON.stringify(readTexts(this.place)));
  }

  /** Keeps the answer open; sends "changed" whenever the project is no longer as it was read last. */
  listen(response: ServerResponse): void {
    response.write("retry: 1000\n\n");
    const beat = setInterval(() => response.write(":\n\n"), BEAT_MS);
    this.listeners.add(response);
    this.stopWatching ??= watchProject(this.place, () => this.check());
    response.on("close", () => {
      clearInterval(beat);
      this.listeners.delete(response);
      if (this.listeners.size === 0) this.close();
    });
    // It may have changed before anybody listened.
    if (this.known !== "") this.check();
  }

  close(): void {
    this.stopWatching?.();
    this.stopWatching = undefined;
  }

  private check(): void {
    const before = this.known;
    try {
      if (this.read() === before) return;
    } catch {
      return; // in the middle of being moved or written
    }
    for (const response of this.listeners) response.write("data: changed\n\n");
  }
}

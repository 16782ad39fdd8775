import { Waiters } from "../firmware/asyncio/waiters.js";
import type { Task } from "../firmware/asyncio/task.js";
import type { Mcu } from "../machine/mcu.js";
import { Utf8 } from "../trace/cursor.js";

/** How far a process, its sub-tasks included, has read. */
export interface ReadingPosition {
  line: number;
}

/** The lines that a board has written to its serial console, and who has read how many of them. */
export class SerialLines {
  readonly lines: string[] = [];
  readonly waiters = new Waiters();
  private readonly decoder = new Utf8();
  private readonly positions = new WeakMap<Task, ReadingPosition>();
  private partial = "";

  /** `onLine` is called when tasks were woken because lines have come. */
  constructor(mcu: Mcu, onLine: () => void) {
    mcu.serial.onOutput((bytes) => {
      const parts = (this.partial + this.decoder.push(bytes)).split("\n");
      this.partial = parts.pop() as string;
      if (parts.length === 0) return;
      this.lines.push(...parts.map((line) => line.replace(/\r$/, "")));
      if (this.waiters.length === 0) return;
      this.waiters.wakeAll();
      onLine();
    });
  }

  /** A process begins to read here; a task that it starts reads together with it. */
  begin(task: Task, starter: Task | undefined): void {
    const position = starter && this.positions.get(starter);
    this.positions.set(task, position ?? { line: this.lines.length });
  }

  position(task: Task): ReadingPosition {
    return this.positions.get(task) as ReadingPosition;
  }
}

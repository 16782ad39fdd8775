import type { MachineState } from "./state.js";

/*
 * Loops that nobody sees anything of: those that repeat for ever, and those that only count X or Y down. They are skipped, as many
 * turns as are alike, so that waiting costs nothing however long it is.
 */

const PLACES = 32;

/** A machine as it was when it last came to a place by going back. */
interface Visit {
  /** Which of all visits of this run; -1: none yet. */
  number: number;
  at: number;
  fraction: number;
  x: number;
  y: number;
  isr: number;
  osr: number;
  isrCount: number;
  osrCount: number;
  tx: number;
  rx: number;
}

export class LoopSkipper {
  private readonly visits: Visit[] = Array.from({ length: PLACES }, () => {
    return { number: -1, at: 0, fraction: 0, x: 0, y: 0, isr: 0, osr: 0, isrCount: 0, osrCount: 0, tx: 0, rx: 0 };
  });
  private count = 0;
  private disturbedAt = 0;

  begin(): void {
    if (this.count > 0) for (const visit of this.visits) visit.number = -1;
    this.count = this.disturbedAt = 0;
  }

  /** Something was written that counting down does not write. */
  disturb(): void {
    this.disturbedAt = this.count;
  }

  /**
   * The machine has gone back. Skips turns like the last one, none of which ends after `until`. True: there is no end to them.
   */
  skip(m: MachineState, until: number, settledFrom: number): boolean {
    const last = this.visits[m.pc] as Visit;
    if (m.exec >= 0 || m.irqWait) {
      last.number = -1;
      return false;
    }
    const alike = last.number >= 0 && last.at >= settledFrom && sameButScratch(m, last);
    const turn = (m.at - last.at) * 256 + m.fraction - last.fraction;
    let turns = 0;
    if (alike && m.x === last.x && m.y === last.y) turns = Infinity;
    else if (alike && last.number === this.count - 1 && this.disturbedAt < this.count) {
      turns = turnsAlike(m, m.x - last.x, m.y - last.y);
    }
    if (turns === Infinity && until === Infinity) return true;
    turns = Math.min(turns, Math.floor(((until - m.at) * 256) / turn));
    if (turns > 0) {
      const dx = turns * (m.x - last.x);
      const dy = turns * (m.y - last.y);
      skipTime(m, turns * turn);
      m.x += dx;
      m.y += dy;
    }
    this.visit(last, m);
    return false;
  }

  private visit(visit: Visit, m: MachineState): void {
    visit.number = this.count++;
    visit.at = m.at;
    visit.fraction = m.fraction;
    visit.x = m.x;
    visit.y = m.y;
    visit.isr = m.isr;
    visit.osr = m.osr;
    visit.isrCount = m.isrCount;
    visit.osrCount = m.osrCount;
    visit.tx = m.tx.length;
    visit.rx = m.rx.length;
  }
}

function skipTime(m: MachineState, parts: number): void {
  const total = m.fraction + parts;
  m.at += Math.floor(total / 256);
  m.fraction = total % 256;
}

const sameButScratch = (m: MachineState, last: Visit): boolean =>
  m.isr === last.isr &&
  m.osr === last.osr &&
  m.isrCount === last.isrCount &&
  m.osrCount === last.osrCount &&
  m.tx.length === last.tx &&
  m.rx.length === last.rx;

/** How many more turns go the same way as one that has counted X and Y by these: in none of them is either 0, or are they equal. */
function turnsAlike(m: MachineState, dx: number, dy: number): number {
  if (dx < -1 || dx > 0 || dy < -1 || dy > 0) return 0;
  let most = Infinity;
  if (dx !== 0) most = Math.min(most, m.x - 2);
  if (dy !== 0) most = Math.min(most, m.y - 2);
  if (dx !== dy) {
    // The one that counts comes down to the other.
    const gap = dx !== 0 ? m.x - m.y : m.y - m.x;
    if (gap >= 0) most = Math.min(most, gap - 2);
  }
  return Math.max(0, most);
}

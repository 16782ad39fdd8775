import type { Participant, Simulation } from "../simulation.js";
import type { Nanos } from "../time.js";
import { lengthOf, nextTime, valueAt, type ControlCurve } from "./control-curve.js";

/** A curve and how often the control is set while it moves. */
export interface Motion {
  readonly curve: ControlCurve;
  readonly every: Nanos;
}

interface CurveState {
  /** Which of the motions is under way; -1: none. */
  motion: number;
  begun: Nanos;
  /** Where the control was when it began. */
  from: number;
  /** Where it is now, whoever has moved it. */
  value: number;
}

/**
 * Moves one control by events of the queue, along one of its motions at a time. Whoever else sets the control ends that. Declared
 * before time 0, part of snapshots.
 */
export class CurvePlayer implements Participant {
  private state: CurveState;
  private readonly slot: number;
  private moving = false;

  constructor(
    private readonly sim: Simulation,
    readonly part: string,
    readonly control: string,
    private readonly motions: readonly Motion[],
  ) {
    const initial = sim.controls(part).find(({ name }) => name === control)?.initial ?? 0;
    this.state = { motion: -1, begun: 0, from: initial, value: initial };
    this.slot = sim.declare(part, () => this.advance());
    sim.onControl((id, name, value) => {
      if (id === part && name === control) this.moved(value);
    });
    sim.addParticipant(this);
  }

  /** Something with an end is under way; what goes on for ever does not keep a run going. */
  get busy(): boolean {
    const { curve } = this.motions[this.state.motion] ?? {};
    return curve !== undefined && lengthOf(curve) < Infinity;
  }

  /** Begins a motion now. */
  start(motion: number): void {
    this.state = { motion, begun: this.sim.now, from: this.state.value, value: this.state.value };
    this.advance();
  }

  /** The control stays where it is. */
  stop(): void {
    this.state.motion = -1;
    this.sim.queue.cancel(this.slot);
  }

  snapshot(): unknown {
    return { ...this.state };
  }

  restore(state: unknown): void {
    this.state = { ...(state as CurveState) };
  }

  /** Sets the control to what it is to be now, and waits for the next time. */
  private advance(): void {
    const { sim, state } = this;
    const { curve, every } = this.motions[state.motion] as Motion;
    const time = sim.now - state.begun;
    this.set(valueAt(curve, time, state.from));
    const next = nextTime(curve, time, every);
    // The motion before may have left a time behind.
    if (next === Infinity) this.stop();
    else sim.queue.schedule(this.slot, state.begun + next);
  }

  private set(value: number): void {
    if (value === this.state.value) return;
    this.moving = true;
    try {
      this.sim.setControl(this.part, this.control, value);
    } finally {
      this.moving = false;
    }
  }

  /** The control was set, by this motion or by somebody else. */
  private moved(value: number): void {
    this.state.value = value;
    if (!this.moving && this.state.motion >= 0) this.stop();
  }
}

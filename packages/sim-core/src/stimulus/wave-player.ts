import type { Participant, Simulation } from "../simulation.js";
import type { Nanos } from "../time.js";
import { capturedRow, type CapturedSignal } from "../trace/index.js";
import { Source } from "./source.js";

/** A captured signal and the wire that it drives. */
export interface WaveChannel {
  readonly signal: CapturedSignal;
  readonly net: number;
}

export interface Wave {
  /** Who it is, in messages: "bounce.vcd". */
  readonly name: string;
  readonly channels: readonly WaveChannel[];
  /** What is played of the capture, ns of its own time: from `from` on, `to` excluded. */
  readonly from: Nanos;
  readonly to: Nanos;
  /** How many times, one after the other. */
  readonly repeat: number;
  /** 2: twice as fast. */
  readonly speed: number;
}

interface WaveState {
  playing: boolean;
  startedAt: Nanos;
  repetition: number;
  /** The row in force of each channel, -1 before the first. */
  rows: number[];
}

/**
 * Plays captured signals onto wires, by events of the queue: undefined and floating levels as nothing. At its end it lets go of the
 * wires. Declared before time 0, started at any time, part of snapshots.
 */
export class WavePlayer implements Participant {
  private state: WaveState = { playing: false, startedAt: 0, repetition: 0, rows: [] };
  private readonly slot: number;
  private readonly sources: readonly Source[];

  constructor(
    private readonly sim: Simulation,
    private readonly wave: Wave,
  ) {
    const { network } = sim.wires;
    this.sources = wave.channels.map(
      ({ net, signal }) => new Source(network, sim.board, net, `${wave.name} ${signal.name}`),
    );
    this.slot = sim.declare(wave.name, () => this.advance());
    sim.addParticipant(this);
  }

  get busy(): boolean {
    return this.state.playing;
  }

  /** When it will let go of the wires. */
  get endsAt(): Nanos {
    return this.at(this.wave.repeat, this.wave.from);
  }

  /** Begins now, from the beginning. */
  start(): void {
    this.state = { playing: true, startedAt: this.sim.now, repetition: 0, rows: [] };
    this.begin();
    this.advance();
  }

  /** Lets go of the wires. */
  stop(): void {
    if (!this.state.playing) return;
    this.state.playing = false;
    this.sim.queue.cancel(this.slot);
    for (const source of this.sources) source.set("z");
  }

  snapshot(): unknown {
    return { ...this.state, rows: [...this.state.rows] };
  }

  restore(state: unknown): void {
    const { rows, ...others } = state as WaveState;
    this.state = { ...others, rows: [...rows] };
  }

  /** Simulation's time of a moment in a repetition; rounded on its own, so that no error adds up. */
  private at(repetition: number, time: Nanos): Nanos {
    const { from, to, speed } = this.wave;
    return this.state.startedAt + Math.round((repetition * (to - from) + (time - from)) / speed);
  }

  /** The levels at a repetition's beginning. */
  private begin(): void {
    const { channels, from } = this.wave;
    this.state.rows = channels.map(({ signal }) => capturedRow(signal.times, from));
    channels.forEach((_, channel) => this.apply(channel));
  }

  /** Does what is due, and waits for what comes next. */
  private advance(): void {
    const { state, wave, sim } = this;
    for (;;) {
      const next = Math.min(...wave.channels.map(({ signal }, channel) => this.timeAfter(signal, channel)));
      const due = this.at(state.repetition, next);
      if (due > sim.now) return sim.queue.schedule(this.slot, due);
      if (next < wave.to) {
        wave.channels.forEach(({ signal }, channel) => {
          if (this.timeAfter(signal, channel) !== next) return;
          state.rows[channel] = (state.rows[channel] as number) + 1;
          this.apply(channel);
        });
      } else if (++state.repetition < wave.repeat) this.begin();
      else return this.stop();
    }
  }

  /** When the channel changes next, in the capture's time; its end when it does not. */
  private timeAfter({ times }: CapturedSignal, channel: number): Nanos {
    return Math.min(times[(this.state.rows[channel] as number) + 1] ?? Infinity, this.wave.to);
  }

  private apply(channel: number): void {
    const level = this.wave.channels[channel]?.signal.levels[this.state.rows[channel] as number];
    this.sources[channel]?.set(level === 0 || level === 1 ? level : "z");
  }
}

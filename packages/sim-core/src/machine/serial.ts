import type { TrackWriter } from "../trace/index.js";
import type { McuContext } from "./mcu-context.js";

/*
 * The serial console: standard input and output of the program, on the chip over USB (RP2040 datasheet 4.1).
 * Tracks: `<mcu>.serial` output, `<mcu>.serial.in` input.
 *
 * The interrupt character (Ctrl-C) does not reach the program's input: it sets a flag that the firmware takes with
 * `takeInterrupt` when it looks for what wanted its attention, to raise KeyboardInterrupt in the main program.
 *
 * Not modelled: baud rate and flow control (bytes arrive whole and at once, no buffer is too small).
 */

const CTRL_C = 3;

export interface SerialState {
  input: number[];
  /** Bytes of input that ever came. */
  received: number;
  /** Input byte that interrupts, -1: none does. */
  interruptCharacter: number;
  interrupted: boolean;
  /** Sleeping: input is lost. */
  off: boolean;
}

export class SerialConsole {
  private readonly output: TrackWriter;
  private readonly inputs: TrackWriter;
  private readonly listeners: ((bytes: Uint8Array) => void)[] = [];

  constructor(private readonly ctx: McuContext<SerialState>) {
    this.output = ctx.output("serial", "text");
    this.inputs = ctx.output("serial.in", "text");
  }

  static initialState(): SerialState {
    return { input: [], received: 0, interruptCharacter: CTRL_C, interrupted: false, off: false };
  }

  /** Calls `listener` with all output from now on. */
  onOutput(listener: (bytes: Uint8Array) => void): void {
    this.listeners.push(listener);
  }

  /** Output of the program. */
  write(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    const copy = bytes.slice();
    this.output.write(copy);
    for (const listener of this.listeners) listener(copy);
  }

  /** Input for the program, as if typed. */
  input(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.inputs.write(bytes.slice());
    const { state } = this.ctx;
    if (state.off) return;
    state.received += bytes.length;
    for (const byte of bytes) {
      if (byte === state.interruptCharacter) state.interrupted = true;
      else state.input.push(byte);
    }
    this.ctx.attention();
  }

  /** Bytes of input waiting. */
  get available(): number {
    return this.ctx.state.input.length;
  }

  /** Bytes of input that came since the start: tells whether there was any. */
  get received(): number {
    return this.ctx.state.received;
  }

  /** Moves waiting bytes into `target`; returns how many. */
  readInto(target: Uint8Array): number {
    const bytes = this.ctx.state.input.splice(0, target.length);
    target.set(bytes);
    return bytes.length;
  }

  /** As `micropython.kbd_intr`: -1 lets Ctrl-C through as input. */
  setInterruptCharacter(character: number): void {
    this.ctx.state.interruptCharacter = character;
  }

  /** Whether the interrupt character came since it was last taken. */
  get interrupted(): boolean {
    return this.ctx.state.interrupted;
  }

  /** The same, and forgets it. */
  takeInterrupt(): boolean {
    const { interrupted } = this.ctx.state;
    this.ctx.state.interrupted = false;
    return interrupted;
  }

  /** Sleep switches it off. */
  setOff(off: boolean): void {
    this.ctx.state.off = off;
  }

  reset(): void {
    this.ctx.state = SerialConsole.initialState();
  }

  /** Unread input stays. */
  softReset(): void {
    Object.assign(this.ctx.state, { interruptCharacter: CTRL_C, interrupted: false, off: false });
  }
}

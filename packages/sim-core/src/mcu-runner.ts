import type { BoardPart } from "./board.js";
import { BITSTREAM_MOST_OHMS } from "./bus/bitstream.js";
import type { I2cLines } from "./bus/i2c-controller.js";
import type { I2cTarget } from "./bus/i2c.js";
import { PartContext } from "./device-context.js";
import type { FaultSpec, Pin, Watch } from "./device.js";
import { Advance, type Cpu, type Firmware, type FirmwareEnd, type Pause } from "./firmware/firmware.js";
import { BoardClock } from "./machine/board-clock.js";
import { Interrupts, type InterruptRequest, type InterruptsHost } from "./machine/interrupts.js";
import type { McuContext, ResetCause } from "./machine/mcu-context.js";
import type { McuSpec } from "./machine/mcu-spec.js";
import { Mcu, type McuState } from "./machine/mcu.js";
import type { Kernel, SpiRegistration } from "./kernel.js";
import { UART_BREAK_SEEN, UART_RX_IDLE, UART_TX_IDLE } from "./machine/uart-port.js";
import { ms, NEVER, type Nanos } from "./time.js";
import type { TrackWriter } from "./trace/index.js";

/** A board that resets this often in a row, each time within RESET_LOOP_TIME of its start, does nothing else. */
const RESET_LOOP_COUNT = 16;
const RESET_LOOP_TIME = ms(100);
const POWER_DIP: FaultSpec = {
  description:
    "The board has no power: its program is gone, its pins float and its supply pins are at 0 V; healed, it starts.",
};
/** Names of the trigger flags, lowest bit first. */
const TRIGGERS = ["low", "high", "falling", "rising"];
const UART_TRIGGERS = [
  [UART_TX_IDLE, "sent"],
  [UART_RX_IDLE, "pause"],
  [UART_BREAK_SEEN, "break"],
] as const;

const I2C_TARGET_EVENTS = ["match read", "match write", "read request", "write request", "end read", "end write"];

interface RunnerState {
  pause: Pause;
  attention: boolean;
  reset: ResetCause | null;
  /** The board has no power. */
  off: boolean;
  bootedAt: Nanos;
  quickResets: number;
  /** How long the firmware has waited until `pausedAt`, ns. */
  waited: Nanos;
  pausedAt: Nanos;
  end: FirmwareEnd | null;
  firmware?: unknown;
}

class McuPartContext extends PartContext implements McuContext<McuState>, InterruptsHost {
  override state: McuState;
  readonly interrupts: Interrupts;
  readonly clock: BoardClock;
  /** What becomes of the program: "started", "finished", "exception: ValueError: too big", "reset: watchdog", "power off". */
  readonly program: TrackWriter;
  private readonly handlers: TrackWriter;

  constructor(
    sim: Kernel,
    part: BoardPart,
    seed: number,
    readonly spec: McuSpec,
    private readonly runner: McuRunner,
  ) {
    super(sim, part, seed);
    this.state = Mcu.initialState(spec);
    this.clock = new BoardClock(this);
    this.handlers = this.output("interrupts", "interrupt");
    this.program = this.output("program", "marker");
    this.interrupts = new Interrupts(this);
  }

  get interruptsState() {
    return this.state.interrupts;
  }

  /** A handler begins or has returned. */
  handler(request: InterruptRequest, running: boolean): void {
    this.handlers.write(sourceOf(request, this.spec), running ? 1 : 0);
  }

  attention(): void {
    this.runner.state.attention = true;
  }

  requestReset(cause: ResetCause): void {
    this.runner.state.reset = cause;
  }

  ownI2cTarget(lines: () => I2cLines, target: I2cTarget): void {
    // A pin without a wire is on no bus.
    const wire = (pin: Pin): number => (pin.net < 0 ? NaN : pin.net);
    this.sim.i2cTargets.push({
      part: this.id,
      get scl() {
        return wire(lines().scl);
      },
      get sda() {
        return wire(lines().sda);
      },
      target,
    });
  }

  i2cTargets(scl: Pin, sda: Pin): readonly I2cTarget[] {
    return this.sim.i2cTargets.filter((entry) => entry.scl === scl.net && entry.sda === sda.net).map((e) => e.target);
  }

  watchBits(pin: Pin, handler: () => void): Watch {
    return this.sim.wires.watch(pin.net, true, this.sim.declare(this.id, handler), true);
  }

  bitsWanted(pin: Pin): boolean {
    return this.sim.wires.levelsWanted(pin.net);
  }

  edgesWatched(pin: Pin): boolean {
    const { wires } = this.sim;
    return wires.network.joined(pin.net, BITSTREAM_MOST_OHMS).some((net) => wires.edgesWatched(net));
  }

  spiTargets(sck: Pin): readonly SpiRegistration[] {
    return this.sim.spiTargets.filter(({ lines }) => lines.sck === sck.net);
  }
}

/** "GP14 falling", "timer 100 hard", "schedule". */
function sourceOf({ kind, id, arg, hard }: InterruptRequest, spec: McuSpec): string {
  const suffix = hard ? " hard" : "";
  if (kind === 2) return "schedule";
  if (kind === 3)
    return `uart${id} ${UART_TRIGGERS.filter(([bit]) => arg & bit)
      .map(([, name]) => name)
      .join(" ")}${suffix}`;
  if (kind === 1) return `timer ${id}${suffix}`;
  if (kind === 5) return `pcnt${id}`;
  if (kind === 6) return id < 8 ? `state machine ${id}${suffix}` : `pio${id - 8}${suffix}`;
  if (kind === 4) return `i2c${id} ${I2C_TARGET_EVENTS.filter((_, bit) => arg & (1 << bit)).join(" ")}${suffix}`;
  const pin = spec.gpios.find((gpio) => gpio.gpio === id)?.pin ?? `GPIO${id}`;
  const triggers = TRIGGERS.filter((_, bit) => arg & (1 << bit)).join(" ");
  return `${pin} ${triggers}${suffix}`;
}

/** An MCU with its firmware: when it runs next, how it stopped, and the firmware's view of the kernel (`Cpu`). */
export class McuRunner implements Cpu {
  readonly context: McuPartContext;
  readonly mcu: Mcu;
  firmware: Firmware | undefined;
  state: RunnerState = {
    pause: { until: 0, waiting: false },
    attention: false,
    reset: null,
    off: false,
    bootedAt: 0,
    quickResets: 0,
    waited: 0,
    pausedAt: 0,
    end: null,
  };

  /** `rank` orders boards that want to run at the same time. */
  constructor(
    private readonly sim: Kernel,
    part: BoardPart,
    seed: number,
    readonly rank: number,
    /** All boards, this one included. */
    private readonly runners: readonly McuRunner[],
  ) {
    const spec = part.definition.mcu as McuSpec;
    this.context = new McuPartContext(sim, part, seed, spec, this);
    this.mcu = new Mcu(this.context);
    this.context.faultControl("power-dip", POWER_DIP, (off) => (off >= 0.5 ? this.powerOff() : this.powerOn()));
  }

  get id(): string {
    return this.mcu.id;
  }

  load(firmware: Firmware): void {
    this.firmware = firmware;
    this.context.program.write("started");
    firmware.boot(this.mcu, this);
  }

  /** When the firmware wants to go on. */
  get wakeAt(): Nanos {
    const { pause, attention, reset, off } = this.state;
    if (!this.firmware || off) return NEVER;
    return reset !== null || (attention && pause.waiting) ? Math.min(this.sim.now, pause.until) : pause.until;
  }

  run(): void {
    const firmware = this.firmware as Firmware;
    this.state.waited = this.waited;
    if (this.state.reset !== null) this.reset(this.state.reset, firmware);
    if (this.state.quickResets < RESET_LOOP_COUNT) this.state.pause = firmware.run();
    this.state.pausedAt = this.sim.now;
  }

  /** How long the firmware has waited since the beginning, ns; the rest of the time it computed. */
  get waited(): Nanos {
    const { pause, waited, pausedAt } = this.state;
    return pause.waiting && !pause.computing ? waited + this.sim.now - pausedAt : waited;
  }

  get now(): Nanos {
    return this.sim.now;
  }

  get horizon(): Nanos {
    return Math.min(this.sim.queue.nextTime, this.sim.limit, this.othersWake());
  }

  computeTo(t: Nanos): Advance.Reached | Advance.Yield {
    return this.advance(t, false) as Advance.Reached | Advance.Yield;
  }

  waitUntil(t: Nanos, computing = false): Advance {
    const from = this.sim.now;
    this.state.attention = false;
    // A handler may have run until after the wait's end.
    const advance = this.advance(Math.max(t, from), true);
    if (!computing) this.state.waited += this.sim.now - from;
    return advance;
  }

  end(kind: FirmwareEnd["kind"], exception?: string, message = exception): void {
    this.state.end = {
      kind,
      time: this.sim.now,
      ...(exception === undefined ? {} : { exception }),
      ...(message === undefined ? {} : { message }),
    };
    this.context.program.write(message === undefined ? kind : `${kind}: ${message}`);
  }

  get resetLoop(): boolean {
    return this.state.quickResets >= RESET_LOOP_COUNT;
  }

  /** The program has ended, and nothing calls its handlers any more. */
  get over(): boolean {
    return this.state.end !== null && !this.state.pause.goesOn && !this.mcu.armed;
  }

  /** Nothing can make this program go on: it waits for ever, and no interrupt is armed. */
  get stuck(): boolean {
    const { pause, attention, end, off } = this.state;
    return end === null && !off && pause.waiting && pause.until === NEVER && !attention && !this.mcu.armed;
  }

  snapshot(): unknown {
    return { ...this.state, firmware: this.firmware?.snapshot() };
  }

  restore(state: unknown): void {
    const { firmware, ...own } = state as RunnerState;
    this.state = own;
    this.firmware?.restore(firmware);
  }

  private advance(t: Nanos, waiting: boolean): Advance {
    const { sim, state } = this;
    for (;;) {
      // After an exception the run is over, at whichever time its caller wanted to go on to.
      if (state.reset !== null || state.off || sim.stopped || state.end?.kind === "exception") return Advance.Yield;
      if (waiting && state.attention && sim.queue.nextTime > sim.now) {
        if (this.mustLetOthersRun(sim.now, false)) return Advance.Yield;
        state.attention = false;
        return Advance.Attention;
      }
      const next = sim.queue.nextTime;
      const until = Math.min(next, t);
      if (until > sim.limit || this.mustLetOthersRun(until, next <= t)) return Advance.Yield;
      if (next > t) break;
      sim.fireNext();
    }
    if (t === NEVER) return Advance.Yield;
    sim.passTo(t);
    return Advance.Reached;
  }

  /** Whether another board has to run before this one may go on at `t`; events of the instant come before any board. */
  private mustLetOthersRun(t: Nanos, isEvent: boolean): boolean {
    for (const other of this.runners) {
      if (other === this) continue;
      const wake = other.wakeAt;
      if (wake < t || (wake === t && !isEvent && other.rank < this.rank)) return true;
    }
    return false;
  }

  private othersWake(): Nanos {
    let earliest = NEVER;
    for (const other of this.runners) if (other !== this) earliest = Math.min(earliest, other.wakeAt);
    return earliest;
  }

  /** The program may be running just now: it has to yield before it gets to do anything more. */
  private powerOff(): void {
    Object.assign(this.state, { off: true, reset: null, end: null });
    this.context.program.write("power off");
    this.mcu.setPowered(false);
    this.context.switchSupplies(false);
  }

  private powerOn(): void {
    this.context.switchSupplies(true);
    this.mcu.setPowered(true);
    const pause: Pause = { until: this.sim.now, waiting: false };
    Object.assign(this.state, { off: false, reset: "power-on", pause });
  }

  private reset(cause: ResetCause, firmware: Firmware): void {
    const { state, sim } = this;
    const since = sim.now - state.bootedAt;
    // Who sleeps in between, and is woken again and again, is no loop.
    const quick = since < (cause === "deepsleep" ? 1 : RESET_LOOP_TIME);
    this.context.program.write(`reset: ${cause}`);
    this.mcu.reset(cause);
    firmware.boot(this.mcu, this);
    this.state = {
      pause: { until: sim.now, waiting: false },
      attention: false,
      reset: null,
      off: false,
      bootedAt: sim.now,
      quickResets: quick && cause !== "power-on" ? state.quickResets + 1 : 0,
      waited: state.waited,
      pausedAt: sim.now,
      end: null,
    };
  }
}

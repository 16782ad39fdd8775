import type { BoardPart } from "./board.js";
import { BITSTREAM_MOST_OHMS, type BitstreamReceiver } from "./bus/bitstream.js";
import type { I2cTarget } from "./bus/i2c.js";
import type { SpiLines, SpiTarget } from "./bus/spi.js";
import type { UartReceiver } from "./bus/uart.js";
import {
  limitOf,
  type ControlSpec,
  type DeviceContext,
  type FaultControl,
  type FaultSpec,
  type Link,
  type Pin,
  type Timer,
  type Watch,
} from "./device.js";
import { UsageError, type Problem } from "./errors.js";
import { FaultInput, type FaultInputState } from "./fault-input.js";
import { I2cFaults } from "./bus/i2c-faults.js";
import type { Drive } from "./net.js";
import { Random } from "./random.js";
import type { Kernel } from "./kernel.js";
import type { Nanos } from "./time.js";
import type { TrackKind, TrackWriter } from "./trace/index.js";

export interface Control {
  readonly record: (value: number) => void;
  readonly spec: ControlSpec;
  readonly apply: (value: number) => void;
}

/** The one implementation of `DeviceContext`: a part's declarations, made in the simulation's tables. */
export class PartContext implements DeviceContext<unknown> {
  readonly random: Random;
  state: unknown;
  readonly controls = new Map<string, Control>();
  readonly problems: Problem[] = [];
  private readonly pins = new Map<string, Pin>();
  private readonly pinNumbers = new Map<string, number>();
  private readonly faults: TrackWriter;
  private readonly faultInputs: FaultInput[] = [];
  private i2cFaults: I2cFaults | undefined;

  constructor(
    protected readonly sim: Kernel,
    readonly part: BoardPart,
    private readonly seed: number,
  ) {
    this.random = new Random(seed, part.id);
    this.faults = this.output("faults", "fault");
  }

  get id(): string {
    return this.part.id;
  }

  get attributes(): Readonly<Record<string, unknown>> {
    return this.part.description.attributes;
  }

  get now(): Nanos {
    return this.sim.now;
  }

  get files(): ReadonlyMap<string, Uint8Array> {
    return this.sim.files;
  }

  pin(name: string): Pin {
    const known = this.pins.get(name);
    if (known) return known;
    const net = this.part.nets.get(name);
    if (net === undefined) throw new Error(`a ${this.part.definition.type} declares no pin '${name}'`);
    const { network } = this.sim.wires;
    const number = network.addPin(net, `${this.id}:${name}`);
    const pin = new WiredPin(this.sim, name, net, number);
    this.pins.set(name, pin);
    this.pinNumbers.set(name, number);
    return pin;
  }

  link(a: string, b: string): Link {
    const { network } = this.sim.wires;
    const [from, to] = [this.pin(a), this.pin(b)];
    const link = network.addLink(this.number(from), this.number(to));
    return {
      get ohms() {
        return network.linkOhms(link);
      },
      set: (ohms) => network.setLink(link, ohms),
    };
  }

  timer(handler: () => void): Timer {
    const { queue } = this.sim;
    const slot = this.sim.declare(this.id, handler);
    const startAt = (time: Nanos): void => {
      if (!(time >= this.now)) throw new Error(`a timer cannot fire at ${time} ns, it is ${this.now} ns already`);
      queue.schedule(slot, Math.round(time));
    };
    return {
      get pending() {
        return queue.isPending(slot);
      },
      start: (delay) => startAt(this.now + delay),
      startAt,
      stop: () => queue.cancel(slot),
    };
  }

  watchLevel(pin: Pin, handler: () => void): Watch {
    return this.sim.wires.watch(pin.net, true, this.sim.declare(this.id, handler));
  }

  watchState(pin: Pin, handler: () => void): Watch {
    return this.sim.wires.watch(pin.net, false, this.sim.declare(this.id, handler));
  }

  control(name: string, spec: ControlSpec, handler: (value: number) => void): void {
    const track = this.output(name, "control");
    const apply = (value: number): void => {
      if (!(value >= spec.min && value <= limitOf(spec))) {
        throw new UsageError(`${this.id}: control '${name}' takes ${spec.min} to ${limitOf(spec)}, not ${value}`);
      }
      track.write(value);
      handler(value);
    };
    this.controls.set(name, { spec, apply, record: (value) => track.write(value) });
  }

  faultControl(name: string, spec: FaultSpec, changed?: (value: number) => void): FaultControl {
    const fault = new FaultInput(() => new Random(this.seed, `${this.id}/${name}`));
    this.faultInputs.push(fault);
    const onOff = { min: 0, max: 1, ...(spec.max === undefined ? { step: 1 } : {}) };
    this.control(name, { ...onOff, ...spec, initial: 0, kind: "fault" }, (value) => {
      if (value === fault.value) return;
      fault.value = value;
      changed?.(value);
    });
    return fault;
  }

  output(name: string, kind: TrackKind): TrackWriter {
    return this.sim.recorder.track(`${this.id}.${name}`, kind);
  }

  i2cTarget(scl: Pin, sda: Pin, target: I2cTarget): void {
    const faults = (this.i2cFaults ??= new I2cFaults(this));
    faults.hold(this.holderOf(scl), this.holderOf(sda));
    this.sim.i2cTargets.push({ part: this.id, scl: scl.net, sda: sda.net, target: faults.wrap(target) });
  }

  spiTarget({ sck, mosi, miso }: SpiLines<Pin>, target: SpiTarget): void {
    const wire = (pin: Pin | undefined): number | undefined => (pin && pin.net >= 0 ? pin.net : undefined);
    if (sck.net < 0) return;
    const lines = { mosi: wire(mosi), miso: wire(miso) };
    const known = Object.fromEntries(Object.entries(lines).filter(([, net]) => net !== undefined));
    this.sim.spiTargets.push({ lines: { sck: sck.net, ...known }, target });
  }

  bitstreamReceiver(pin: Pin, receiver: BitstreamReceiver): void {
    if (pin.net >= 0) this.sim.bitstreamReceivers.push({ net: pin.net, receiver });
  }

  bitstreamReceivers(pin: Pin): readonly BitstreamReceiver[] {
    if (pin.net < 0) return [];
    const nets = this.sim.wires.network.joined(pin.net, BITSTREAM_MOST_OHMS);
    return this.sim.bitstreamReceivers.filter(({ net }) => nets.includes(net)).map(({ receiver }) => receiver);
  }

  uartReceiver(pin: Pin, receiver: UartReceiver): void {
    this.sim.uartReceivers.push({ net: pin.net, receiver });
  }

  uartReceivers(pin: Pin): readonly UartReceiver[] {
    if (pin.net < 0) return [];
    return this.sim.uartReceivers.filter((entry) => entry.net === pin.net).map((entry) => entry.receiver);
  }

  infraredReceiver(changed: (lit: boolean) => void): void {
    this.sim.infraredReceivers.push(changed);
  }

  infrared(lit: boolean): void {
    for (const changed of this.sim.infraredReceivers) changed(lit);
  }

  fault(kind: string, message: string): void {
    this.faults.write(kind, message);
    this.sim.faultCount++;
  }

  problem(message: string, hint?: string): void {
    this.report("error", message, hint);
  }

  warn(message: string, hint?: string): void {
    this.report("warning", message, hint);
  }

  private report(severity: Problem["severity"], message: string, hint?: string): void {
    const { line } = this.part.description;
    const file = this.sim.board.file;
    this.problems.push({
      severity,
      message,
      part: this.id,
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { line }),
      ...(hint === undefined ? {} : { hint }),
    });
  }

  /** The controls' first rows, at time 0. */
  recordControls(): void {
    for (const { spec, record } of this.controls.values()) if (spec.kind !== "fault") record(spec.initial);
  }

  snapshotFaults(): readonly FaultInputState[] {
    return this.faultInputs.map((fault) => fault.snapshot());
  }

  restoreFaults(states: readonly FaultInputState[]): void {
    this.faultInputs.forEach((fault, index) => fault.restore(states[index] as FaultInputState));
  }

  /** Drives a pin's wire beside what the part itself does to it. */
  private holderOf(pin: Pin): (drive: Drive) => void {
    const { network } = this.sim.wires;
    const number = network.addPin(pin.net, `${this.id}:${pin.name}`);
    return (drive) => network.setDrive(number, drive);
  }

  protected number(pin: Pin): number {
    return this.pinNumbers.get(pin.name) as number;
  }

  /** The supplies that nobody else feeds fall to 0 V, or come back. */
  switchSupplies(on: boolean): void {
    const { network } = this.sim.wires;
    const others = this.sim.board.parts.filter((part) => part !== this.part);
    const fed = others.flatMap((part) => Object.keys(part.definition.supplies ?? {}).map((pin) => part.nets.get(pin)));
    for (const [name, volts] of Object.entries(this.part.definition.supplies ?? {})) {
      const net = this.part.nets.get(name) as number;
      if (!fed.includes(net)) network.setSupply(net, on ? volts : 0);
    }
  }

  /** Declares the supply pins of the part's definition. */
  connectSupplies(): void {
    for (const name of Object.keys(this.part.definition.supplies ?? {})) {
      const net = this.part.nets.get(name) as number;
      this.sim.wires.network.addPin(net, `${this.id}:${name}`, this.sim.board.supplies.get(net));
    }
  }
}

class WiredPin implements Pin {
  constructor(
    private readonly sim: Kernel,
    readonly name: string,
    readonly net: number,
    private readonly number: number,
  ) {}

  get drive(): Drive {
    return this.sim.wires.network.drive(this.number);
  }

  set(drive: Drive): void {
    this.sim.wires.network.setDrive(this.number, drive);
  }

  read(): 0 | 1 {
    return this.sim.wires.input(this.net);
  }

  get level() {
    return this.sim.wires.level(this.net);
  }

  get state() {
    return this.sim.wires.network.state(this.net);
  }

  thevenin(): { readonly volts: number; readonly ohms: number } {
    return this.sim.wires.network.thevenin(this.net);
  }
}

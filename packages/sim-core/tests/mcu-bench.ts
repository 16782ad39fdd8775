import {
  analog,
  assembleBoard,
  defineDevice,
  HIGH_Z,
  pull,
  s,
  Simulation,
  strong,
  Advance,
  type Cpu,
  type Firmware,
  type InterruptRequest,
  type Mcu,
  type McuSpec,
  type Nanos,
  type Pause,
  type Value,
} from "@tickless/sim-core";

/** A Pico's facts, as far as the peripherals use them. */
export const PICO: McuSpec = {
  name: "test Pico",
  port: "rp2",
  gpios: Array.from({ length: 30 }, (_, gpio) => ({
    gpio,
    pin: `GP${gpio}`,
    pwm: { slice: (gpio >> 1) & 7, channel: gpio & 1 ? ("B" as const) : ("A" as const) },
    i2c: { bus: (gpio >> 1) & 1, role: gpio & 1 ? ("SCL" as const) : ("SDA" as const) },
    spi: { bus: (gpio >> 3) & 1, role: (["MISO", "CS", "SCK", "MOSI"] as const)[gpio & 3]! },
    uart: { uart: ((gpio + 4) >> 3) & 1, role: (["TX", "RX", "CTS", "RTS"] as const)[gpio & 3]! },
    ...(gpio >= 26 ? { adc: gpio - 26 } : {}),
  })),
  pinNames: { LED: 25 },
  cpuPinNames: { GPIO25: 25 },
  supplyVolts: 3.3,
  outputOhms: 40,
  pullOhms: 60_000,
  clockHz: 125_000_000,
  nsPerBytecode: 1000,
  heapBytes: 233_024,
  pwm: { sourceHz: 125_000_000, maxWrap: 65535, maxDivider: 255 + 15 / 16 },
  adc: { bits: 12, conversionNs: 2000, referenceVolts: 3.3 },
  i2c: {
    defaults: [
      { scl: 5, sda: 4, hz: 400_000 },
      { scl: 7, sda: 6, hz: 400_000 },
    ],
  },
  spi: {
    defaults: [
      { sck: 18, mosi: 19, miso: 16 },
      { sck: 10, mosi: 11, miso: 8 },
    ],
  },
  uart: {
    defaults: [
      { tx: 0, rx: 1 },
      { tx: 4, rx: 5 },
    ],
  },
  watchdogMaxMs: 8388,
  callNs: { default: 2000, adc_read_u16: 500 },
  uniqueId: "e660000000000000",
  identity: { sysname: "rp2", nodename: "rp2", release: "1.27.0", version: "", machine: "test Pico", build: "" },
};

const NO_PINS = [20, 24, 28, 29, 30, 31];
const ADC_GPIOS = [36, 37, 38, 39, 32, 33, 34, 35, 4, 0, 2, 15, 13, 12, 14, 27, 25, 26];

/** An ESP32's facts, as far as the peripherals use them; its pins are IO0 to IO39. */
export const ESP32: McuSpec = {
  ...PICO,
  name: "test ESP32",
  port: "esp32",
  gpios: Array.from({ length: 40 }, (_, gpio) => gpio)
    .filter((gpio) => !NO_PINS.includes(gpio))
    .map((gpio) => ({
      gpio,
      pin: `IO${gpio}`,
      ...(ADC_GPIOS.includes(gpio) ? { adc: ADC_GPIOS.indexOf(gpio), rtc: true } : {}),
      ...(gpio >= 34 ? { inputOnly: true } : {}),
      ...(gpio === 25 || gpio === 26 ? { dac: gpio - 25 } : {}),
      ...(gpio === 4 ? { touch: 0 } : {}),
      resetPull: gpio === 0 ? (1 as const) : (0 as const),
    })),
  clockHz: 160_000_000,
  uart: {
    defaults: [
      { tx: 1, rx: 3 },
      { tx: 10, rx: 9 },
      { tx: 17, rx: 16 },
    ],
  },
  spi: {
    first: 1,
    defaults: [
      { sck: 14, mosi: 13, miso: 12 },
      { sck: 18, mosi: 23, miso: 19 },
    ],
  },
};

const esp32 = defineDevice({
  type: "esp32",
  pins: ESP32.gpios.map((gpio) => gpio.pin),
  attributes: [],
  mcu: ESP32,
});

const pico = defineDevice({
  type: "pico",
  pins: PICO.gpios.map((gpio) => gpio.pin),
  attributes: [],
  mcu: PICO,
});

/** A pin that a test drives by controls. */
const driver = defineDevice({
  type: "driver",
  pins: ["OUT"],
  attributes: [],
  createState: () => ({}),
  connect(ctx) {
    const out = ctx.pin("OUT");
    ctx.control("level", { min: 0, max: 1, initial: 0 }, (level) => out.set(strong(level * 3.3)));
    ctx.control("volts", { min: 0, max: 5, initial: 0 }, (volts) => out.set(analog(volts, 1000)));
    ctx.control("off", { min: 0, max: 1, initial: 0 }, () => out.set(HIGH_Z));
    ctx.control("duty", { min: 0, max: 1, initial: 0 }, (duty) =>
      out.set({ volts: 3.3, ohms: 40, pwm: { periodNs: 100_000, highNs: 100_000 * duty, startNs: ctx.now } }),
    );
  },
});

/** 4.7 kilohm to 3.3 V. */
const pullUp = defineDevice({
  type: "pull-up",
  pins: ["PIN"],
  attributes: [],
  createState: () => ({}),
  connect: (ctx) => ctx.pin("PIN").set(pull(3.3, 4700)),
});

/** An I2C target that keeps a log, answers reads with `first`, `first` + 1, … and acknowledges `limit` bytes of a write. */
const memory = defineDevice({
  type: "memory",
  pins: ["SCL", "SDA"],
  attributes: ["address", "limit", "first"],
  createState: () => ({ log: [] as string[], reads: 0, writes: 0 }),
  connect(ctx) {
    const address = Number(ctx.attributes["address"] ?? 0x3c);
    const limit = Number(ctx.attributes["limit"] ?? 1e6);
    const first = Number(ctx.attributes["first"] ?? 0xa0);
    const note = (text: string): number => ctx.state.log.push(`${text} at ${ctx.now}`);
    ctx.i2cTarget(ctx.pin("SCL"), ctx.pin("SDA"), {
      matches: (asked) => asked === address,
      start: (read) => {
        ctx.state.writes = 0;
        note(read ? "read" : "write");
      },
      write: (byte) => {
        note(byte.toString(16));
        return ++ctx.state.writes <= limit;
      },
      read: () => first + ctx.state.reads++,
      stop: () => note("stop"),
    });
  },
});

/** An SPI target that, while CS is low, keeps a log and answers with what it was sent plus `add`. */
const adder = defineDevice({
  type: "adder",
  pins: ["SCK", "MOSI", "MISO", "CS"],
  attributes: ["add"],
  createState: () => ({ log: [] as string[] }),
  connect(ctx) {
    const add = Number(ctx.attributes["add"] ?? 1);
    const select = ctx.pin("CS");
    ctx.spiTarget(
      { sck: ctx.pin("SCK"), mosi: ctx.pin("MOSI"), miso: ctx.pin("MISO") },
      {
        transfer({ data, start, bit, bits, polarity, phase }) {
          if (select.level !== 0) return undefined;
          const format = `${Math.round(bit)} ns, ${bits} bits, mode ${polarity}${phase}`;
          ctx.state.log.push(`${[...data].join(" ")} from ${start} to ${ctx.now}: ${format}`);
          return data.map((byte) => byte + add);
        },
      },
    );
  },
});

const definitions = [pico, esp32, driver, pullUp, memory, adder];

export type Step = readonly [at: Nanos, action: (mcu: Mcu) => void];

export interface Program {
  /** Actions at times since time 0; a reset goes on with the next one. */
  readonly steps?: readonly Step[];
  readonly handler?: (request: InterruptRequest, mcu: Mcu) => void;
  /** How long a handler runs after its action. */
  readonly handlerNs?: Nanos;
}

/** Not NEVER: a board that nothing can wake stops the simulation. */
const FOREVER = s(100_000);

/** Firmware as a list of actions. All it knows is where it is in the list. */
export class Script implements Firmware {
  readonly name = "script";
  readonly counters = { bytecodes: 0, heapPeak: 0 };
  /** When it started, power-on included. */
  readonly boots: Nanos[] = [];
  /** When something wanted its attention while it waited. */
  readonly wakes: Nanos[] = [];
  private next = 0;
  private leaveAt = -1;
  /** Until when it waited as it yielded. */
  private waitingUntil: Nanos = -1;
  private mcu!: Mcu;
  private cpu!: Cpu;

  constructor(private readonly program: Program) {}

  boot(mcu: Mcu, cpu: Cpu): void {
    this.mcu = mcu;
    this.cpu = cpu;
    this.leaveAt = -1;
    this.boots.push(cpu.now);
  }

  run(): Pause {
    if (this.cpu.now < this.waitingUntil) this.wakes.push(this.cpu.now);
    this.waitingUntil = -1;
    for (;;) {
      if (this.leaveAt >= 0) {
        if (this.cpu.computeTo(this.leaveAt) === Advance.Yield) return { until: this.leaveAt, waiting: false };
        this.leave();
      }
      if (this.takeInterrupt()) continue;
      const [at, action] = this.program.steps?.[this.next] ?? [FOREVER, () => undefined];
      if (at <= this.cpu.now) {
        this.next++;
        action(this.mcu);
        continue;
      }
      const advance = this.cpu.waitUntil(at);
      if (advance === Advance.Yield) return { until: (this.waitingUntil = at), waiting: true };
      if (advance === Advance.Attention) this.wakes.push(this.cpu.now);
    }
  }

  snapshot(): unknown {
    return { next: this.next, leaveAt: this.leaveAt, waitingUntil: this.waitingUntil };
  }

  restore(state: unknown): void {
    Object.assign(this, state);
  }

  private takeInterrupt(): boolean {
    const request = this.mcu.interrupts.take(true);
    if (!request) return false;
    this.program.handler?.(request, this.mcu);
    if (this.program.handlerNs) this.leaveAt = this.cpu.now + this.program.handlerNs;
    else this.leave();
    return true;
  }

  private leave(): void {
    this.mcu.interrupts.leave();
    this.leaveAt = -1;
  }
}

export interface BenchOptions extends Program {
  /** The chip; its part's name is "pico" all the same. */
  readonly chip?: "pico" | "esp32";
  /** Parts beside the Pico: id, type and attributes ("disp memory address=60"). */
  readonly parts?: readonly string[];
  /** "drv:OUT GP5": the Pico's pins need no part name. */
  readonly wires?: readonly string[];
  /** Declares everything in the opposite order, which must make no difference. */
  readonly reversed?: boolean;
}

const attributeOf = (text: string): [string, string] => {
  const [name = "", value = ""] = text.split("=");
  return [name, value];
};

/** A Pico with the program on it and parts around it, at time 0. */
export function bench(options: BenchOptions = {}) {
  const parts = (options.parts ?? []).map((text) => {
    const [id = "", type = "", ...attributes] = text.split(" ");
    return { id, type, attributes: Object.fromEntries(attributes.map(attributeOf)) };
  });
  const end = (text: string) => {
    const [part = "", pin] = text.split(":");
    return pin === undefined ? { part: "pico", pin: part } : { part, pin };
  };
  const connections = (options.wires ?? []).map((wire) => {
    const [from = "", to = ""] = wire.split(" ");
    return { from: end(from), to: end(to) };
  });
  const registry = { get: (type: string) => definitions.find((one) => one.type === type), types: [] };
  const description = { parts: [{ id: "pico", type: options.chip ?? "pico", attributes: {} }, ...parts], connections };
  if (options.reversed) for (const list of [description.parts, connections]) list.reverse();
  const { board, problems } = assembleBoard(description, registry);
  if (!board) throw new Error(problems.map((problem) => problem.message).join("\n"));
  const sim = new Simulation({ board, seed: 1 });
  const script = new Script(options);
  sim.load(script);
  return { sim, script, mcu: sim.mcus[0]! };
}

/** A track's rows: time and values. */
export function rows(sim: Simulation, name: string): Value[][] {
  const track = sim.trace.get(name);
  if (!track) throw new Error(`there is no track '${name}'`);
  return Array.from({ length: track.rows }, (_, row) => [
    track.time(row),
    ...track.columnNames.map((_, column) => track.value(row, column)),
  ]);
}

/** What the I2C target noted. */
export function noted(sim: Simulation, part: string): string[] {
  return (sim.snapshot().states[part] as { log: string[] }).log;
}

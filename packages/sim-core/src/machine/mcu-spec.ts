import type { Nanos } from "../time.js";

/** What one GPIO of a chip can do, and where it comes out. */
export interface GpioSpec {
  readonly gpio: number;
  /** The part's pin name (test points and internal signals have one too: the on-board LED of a Pico is TP5). */
  readonly pin: string;
  readonly pwm?: { readonly slice: number; readonly channel: "A" | "B" };
  readonly adc?: number;
  /** It belongs to another chip on the board: only `machine.Pin` has it, by name. */
  readonly external?: boolean;
  /** It has no output driver and no pulls (ESP32: GPIO34 to 39). */
  readonly inputOnly?: boolean;
  /** What pulls it after a reset of the chip, 1 up, 2 down; default as all pins of the port. */
  readonly resetPull?: 0 | 1 | 2;
  /** Digital-to-analog converter behind it. */
  readonly dac?: number;
  /** Capacitive sensor behind it. */
  readonly touch?: number;
  /** It is seen while the chip sleeps, and can wake it. */
  readonly rtc?: boolean;
  readonly uart?: { readonly uart: number; readonly role: "TX" | "RX" | "CTS" | "RTS" };
  readonly i2c?: { readonly bus: number; readonly role: "SDA" | "SCL" };
  readonly spi?: { readonly bus: number; readonly role: "SCK" | "MOSI" | "MISO" | "CS" };
}

/** Facts about a microcontroller board: its chip, pins, speed, and how it names itself to firmware. */
export interface McuSpec {
  readonly name: string;
  /** MicroPython's port: what `sys.platform` says. */
  readonly port: "rp2" | "esp32";
  readonly gpios: readonly GpioSpec[];
  /** Names in `Pin.board` and their GPIO. */
  readonly pinNames: Readonly<Record<string, number>>;
  /** Names in `Pin.cpu`. */
  readonly cpuPinNames: Readonly<Record<string, number>>;
  readonly supplyVolts: number;
  /** Output resistance of a driven pin, and of the internal pulls, ohm. */
  readonly outputOhms: number;
  readonly pullOhms: number;
  readonly clockHz: number;
  /** CPU time of one bytecode at `clockHz`. */
  readonly nsPerBytecode: Nanos;
  /** Python heap, bytes. */
  readonly heapBytes: number;
  /** `maxWrap` and `maxDivider` are those of the RP2040's slices. */
  readonly pwm: { readonly sourceHz: number; readonly maxWrap: number; readonly maxDivider: number };
  readonly adc: { readonly bits: number; readonly conversionNs: Nanos; readonly referenceVolts: number };
  readonly i2c: { readonly defaults: readonly { readonly scl: number; readonly sda: number; readonly hz: number }[] };
  readonly spi: {
    readonly defaults: readonly { readonly sck: number; readonly mosi: number; readonly miso: number }[];
    /** Number of the first controller; default 0. */
    readonly first?: number;
  };
  readonly uart: { readonly defaults: readonly { readonly tx: number; readonly rx: number }[] };
  readonly watchdogMaxMs: number;
  /** CPU time of calls into the machine, by HAL name; `default` for all others. */
  readonly callNs: Readonly<Record<string, Nanos>> & { readonly default: Nanos };
  /** Hexadecimal; its last three bytes are the board's own in a project (unique-id.ts). */
  readonly uniqueId: string;
  readonly identity: Readonly<Record<"sysname" | "nodename" | "release" | "version" | "machine" | "build", string>>;
}

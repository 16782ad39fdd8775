import { NEVER } from "../../time.js";
import type { Coroutine } from "../asyncio/suspension.js";
import type { Processor } from "../processor.js";
import { block } from "./block.js";
import { checked, OSError } from "./errors.js";

/** The addresses that a scan tries: those around them are reserved. */
const FIRST_ADDRESS = 0x08;
const LAST_ADDRESS = 0x77;
const TIMEOUT_US = 50_000;
const PROBLEMS = ["there is no such bus", "bad SCL pin", "bad SDA pin"];

export interface I2cOptions {
  /** GPIOs; default the board's. */
  readonly scl?: number;
  readonly sda?: number;
  readonly freq?: number;
  readonly timeoutUs?: number;
}

/**
 * An I2C bus, as `machine.I2C`. Transfers take their time on the bus, and as in MicroPython the program stands still
 * meanwhile: no other task runs, only hard interrupt handlers do.
 */
export class I2c {
  private readonly bus: number;

  /** `id` -1: in software, on any two pins. */
  constructor(
    private readonly cpu: Processor,
    id: number,
    { scl = -1, sda = -1, freq = 400_000, timeoutUs = TIMEOUT_US }: I2cOptions,
  ) {
    cpu.charge("i2c_init");
    const bus = cpu.mcu.i2c.init(id, scl, sda, freq, timeoutUs);
    const problem = PROBLEMS[-bus - 1];
    if (bus < 0 && problem) throw new RangeError(`I2C ${id}: ${problem}`);
    this.bus = checked(bus);
  }

  /** Writes; gives the number of bytes that were acknowledged. */
  *writeTo(address: number, data: ArrayLike<number>, stop = true): Coroutine<number> {
    return checked(yield* this.write(address, Uint8Array.from(data), stop));
  }

  *readFrom(address: number, length: number, stop = true): Coroutine<Uint8Array> {
    const begun = this.cpu.mcu.i2c.beginRead(this.bus, address, length, stop);
    checked(yield* this.finish("i2c_read", begun));
    return Uint8Array.from(this.cpu.mcu.i2c.received(this.bus));
  }

  /** Writes to a register: its address goes first. */
  *writeToMem(address: number, register: number, data: ArrayLike<number>): Coroutine {
    yield* this.writeTo(address, [register, ...Array.from(data)]);
  }

  *readFromMem(address: number, register: number, length: number): Coroutine<Uint8Array> {
    const acknowledged = yield* this.write(address, Uint8Array.of(register), false);
    if (acknowledged === 1) return yield* this.readFrom(address, length);
    // The bus must be released.
    yield* this.write(address, new Uint8Array(), true);
    throw new OSError(acknowledged < 0 ? -acknowledged : 5);
  }

  /** The addresses that answer. */
  *scan(): Coroutine<number[]> {
    const found: number[] = [];
    for (let address = FIRST_ADDRESS; address <= LAST_ADDRESS; address++) {
      if ((yield* this.write(address, new Uint8Array(), true)) >= 0) found.push(address);
    }
    return found;
  }

  private write(address: number, data: Uint8Array, stop: boolean): Coroutine<number> {
    return this.finish("i2c_write", this.cpu.mcu.i2c.beginWrite(this.bus, address, data, stop));
  }

  private *finish(call: string, begun: number): Coroutine<number> {
    if (begun < 0) return begun;
    const { i2c } = this.cpu.mcu;
    yield* block(NEVER, false, () => i2c.result(this.bus) !== undefined);
    this.cpu.charge(call);
    return i2c.result(this.bus) as number;
  }
}

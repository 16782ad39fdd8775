import { NEVER } from "../../time.js";
import type { Coroutine } from "../asyncio/suspension.js";
import type { Processor } from "../processor.js";
import { block } from "./block.js";
import { checked } from "./errors.js";

const PROBLEMS = ["there is no such bus, or not with this format", "bad SCK pin", "bad MOSI pin", "bad MISO pin"];

export interface SpiOptions {
  /** GPIOs; default the board's. */
  readonly sck?: number;
  readonly mosi?: number;
  readonly miso?: number;
  /** Bits per second; default a million. */
  readonly baudrate?: number;
  /** SCK rests at this level; default 0. */
  readonly polarity?: 0 | 1;
  /** Data are taken at the first (0) or second (1) edge of SCK; default 0. */
  readonly phase?: 0 | 1;
  /** Bits of a word, 4 to 16; default 8. */
  readonly bits?: number;
}

/**
 * An SPI bus, as `machine.SPI`. Transfers take their time, and as in MicroPython the program stands still meanwhile. Who is
 * selected is the program's business.
 */
export class Spi {
  private readonly bus: number;

  /** `id` -1: in software, on any three pins. */
  constructor(
    private readonly cpu: Processor,
    id: number,
    options: SpiOptions,
  ) {
    const { sck = -1, mosi = -1, miso = -1, baudrate = 1_000_000, polarity = 0, phase = 0, bits = 8 } = options;
    cpu.charge("spi_init");
    const bus = cpu.mcu.spi.init(id, { sck, mosi, miso, baud: baudrate, polarity, phase, bits });
    const problem = PROBLEMS[-bus - 1];
    if (bus < 0 && problem) throw new RangeError(`SPI ${id}: ${problem}`);
    this.bus = checked(bus);
  }

  *write(data: ArrayLike<number>): Coroutine {
    yield* this.transfer(data);
  }

  /** Reads words, sending `fill` meanwhile. */
  read(length: number, fill = 0): Coroutine<Uint8Array> {
    return this.transfer(new Uint8Array(length).fill(fill));
  }

  /** Sends words, and gives what came meanwhile. */
  *transfer(data: ArrayLike<number>): Coroutine<Uint8Array> {
    const { spi } = this.cpu.mcu;
    checked(spi.begin(this.bus, Uint8Array.from(data)));
    yield* block(NEVER, false, () => spi.result(this.bus) !== undefined);
    this.cpu.charge("spi_transfer");
    checked(spi.result(this.bus) as number);
    return spi.received(this.bus).slice();
  }
}

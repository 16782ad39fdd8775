/**
 * The BME280's registers on SPI (data sheet 6.3): behind a falling CSB a control byte, bit 7 set to read, the others the register's; then
 * bytes read from one register after the other, or a value, and so on with pairs.
 */
import type { DeviceContext, Pin } from "@tickless/sim-core";

export interface SpiState {
  /** CSB has been low: I2C is switched off. */
  chosen: boolean;
  /** A control byte comes next. */
  expecting: boolean;
  reading: boolean;
  register: number;
}

interface Lines {
  readonly sck: Pin;
  readonly mosi: Pin;
  readonly miso: Pin;
  readonly csb: Pin;
}

interface Registers {
  read(register: number): number;
  write(register: number, byte: number): void;
  latch(register: number): void;
}

type Context = Pick<
  DeviceContext<{ readonly powered: boolean; readonly spi: SpiState }>,
  "state" | "watchLevel" | "spiTarget"
>;

export function connectSpi(ctx: Context, { csb, ...lines }: Lines, registers: Registers): void {
  ctx.watchLevel(csb, () => {
    if (csb.level === 0 && ctx.state.powered)
      Object.assign(ctx.state.spi, { chosen: true, expecting: true, reading: false });
  });
  const exchange = (byte: number): number => {
    const { spi } = ctx.state;
    if (spi.reading) {
      const value = registers.read(spi.register);
      spi.register = 0x80 | ((spi.register + 1) & 0x7f);
      return value;
    }
    if (spi.expecting) {
      Object.assign(spi, { expecting: false, register: 0x80 | byte, reading: byte >= 0x80 });
      if (spi.reading) registers.latch(spi.register);
      return 0;
    }
    spi.expecting = true;
    registers.write(spi.register, byte);
    return 0;
  };
  ctx.spiTarget(lines, {
    transfer: ({ data }) => {
      // A level that was low from the start had no edge.
      if (csb.level !== 0 || !ctx.state.powered) return undefined;
      ctx.state.spi.chosen = true;
      return data.map(exchange);
    },
  });
}

import {
  DHT_READ,
  DHT_THRESHOLD_US,
  ETIMEDOUT,
  NEVER,
  ONE_WIRE_RESET,
  oneWireRead,
  oneWireWrite,
  SPI_NO_PIN,
  type Mcu,
} from "@tickless/sim-core";
import { Blocked, pinOf, type HalHost, type Pollers } from "./hal-host.js";

/* The HAL's calls for SPI and for lines that C code bit-bangs. */

const NO_PIN = 62;
const spiPinOf = (pin: number): number => (pin === NO_PIN ? SPI_NO_PIN : pinOf(pin));

export function spi({ spi: unit }: Mcu, host: HalHost) {
  return {
    spi_init: (id: number, baud: number, format: number, pins: number) => {
      const [sck, mosi, miso] = [pins, pins >> 6, pins >> 12].map((pin) => spiPinOf(pin & 63)) as [
        number,
        number,
        number,
      ];
      const [polarity, phase] = [(format & 64) === 0 ? 0 : 1, (format & 128) === 0 ? 0 : 1] as const;
      return unit.init(id, { sck, mosi, miso, baud, bits: format & 63, polarity, phase });
    },
    spi_info: (bus: number, which: number) => unit.info(bus, which),
    spi_transfer: (bus: number, from: number, _to: number, length: number) => {
      const begun = unit.begin(bus, host.bytes(from, length));
      return begun < 0 ? begun : new Blocked(NEVER, false, undefined);
    },
  };
}

export function spiPollers({ spi: unit }: Mcu, host: HalHost): Pollers {
  return {
    spi_transfer: (bus: number, _from: number, to: number, length: number) => {
      const result = unit.result(bus);
      if (result === 0 && to !== 0) host.bytes(to, length).set(unit.received(bus));
      return result;
    },
  };
}

const LOW_SHIFT = 2 ** 20;

export function bits(mcu: Mcu, host: HalHost) {
  const times = (pair: number): [number, number] => [pair % LOW_SHIFT, Math.floor(pair / LOW_SHIFT)];
  return {
    bitstream: (gpio: number, zero: number, one: number, address: number, length: number) => {
      const duration = mcu.bitstream.send(gpio, [...times(zero), ...times(one)], host.bytes(address, length));
      if (duration < 0) return duration;
      // Interrupts are off meanwhile: to the program it is like computing.
      host.pass(duration);
      return 0;
    },
  };
}

const BYTE = 8;
const ONE_WIRE = [
  () => ONE_WIRE_RESET,
  () => oneWireRead(1),
  () => oneWireRead(BYTE),
  (value: number) => oneWireWrite(value, 1),
  (value: number) => oneWireWrite(value, BYTE),
];

export function lines({ line }: Mcu) {
  const begun = (result: number): number | Blocked => (result < 0 ? result : new Blocked(NEVER, false, undefined));
  return {
    onewire: (gpio: number, what: number, value: number) => begun(line.begin(gpio, ONE_WIRE[what]?.(value) ?? [])),
    dht_read: (gpio: number) => begun(line.begin(gpio, DHT_READ)),
  };
}

export function linePollers({ line }: Mcu, host: HalHost): Pollers {
  return {
    onewire: (_gpio: number, what: number) => {
      const bits = line.result();
      if (bits === undefined || bits === "failed") return bits === undefined ? undefined : 0;
      return what === 0 ? 1 - (bits[0] ?? 1) : bits.reduce((value, bit, index) => value | (bit << index), 0);
    },
    dht_read: (_gpio: number, address: number) => {
      const pulses = line.result();
      if (pulses === undefined) return undefined;
      if (pulses === "failed") return -ETIMEDOUT;
      // The first one is the sensor's answer.
      const bits = pulses.slice(1).map((micros) => Number(micros > DHT_THRESHOLD_US));
      const bytes = Uint8Array.from({ length: bits.length / BYTE }, (_, byte) =>
        bits.slice(byte * BYTE, (byte + 1) * BYTE).reduce((value, bit) => 2 * value + bit, 0),
      );
      host.bytes(address, bytes.length).set(bytes);
      return 0;
    },
  };
}

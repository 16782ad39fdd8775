import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  UART_BREAK,
  UART_FRAMING,
  UART_OK,
  UART_PARITY,
  uartFrameBits,
  uartFrameLevels,
  uartReceive,
  type UartFormat,
  type UartFrame,
} from "./uart.js";

const N81: UartFormat = { bits: 8, parity: "none", stop: 1 };
const formats = fc.record<UartFormat>({
  bits: fc.integer({ min: 5, max: 8 }),
  parity: fc.constantFrom("none", "even", "odd"),
  stop: fc.integer({ min: 1, max: 2 }),
});
const bitLengths = fc.double({ min: 128, max: 1e6, noNaN: true });

const frameOf = (byte: number, format: UartFormat, bit: number, start = 0): UartFrame => {
  return { start, bit, levels: uartFrameLevels(byte, format), count: uartFrameBits(format), rest: 1 };
};
const bits = (byte: number, format: UartFormat): string => {
  const { levels, count } = frameOf(byte, format, 1);
  return Array.from({ length: count }, (_, n) => (levels >> n) & 1).join("");
};
const received = (frame: UartFrame, format: UartFormat, bit: number) =>
  uartReceive(frame, format, bit, false, frame.start).map(({ data, status }) => [data, status]);

describe("a frame on the wire", () => {
  it("is a start bit, data with the lowest bit first, parity, stop bits", () => {
    expect(bits(0x53, N81)).toBe("0" + "11001010" + "1");
    expect(bits(0x53, { bits: 7, parity: "even", stop: 2 })).toBe("0" + "1100101" + "0" + "11");
    expect(bits(0x53, { bits: 7, parity: "odd", stop: 1 })).toBe("0" + "1100101" + "1" + "1");
  });

  it("arrives unchanged in any format, at any baud rate, and takes the receiver until its last stop bit", () => {
    fc.assert(
      fc.property(formats, bitLengths, fc.nat(255), fc.nat(1e12), (format, bit, byte, start) => {
        const data = byte & ((1 << format.bits) - 1);
        const [one, ...others] = uartReceive(frameOf(byte, format, bit, start), format, bit, false, start);
        expect(others).toEqual([]);
        expect(one).toMatchObject({
          data,
          status: UART_OK,
          start,
          durationNs: Math.round(uartFrameBits(format) * bit),
        });
      }),
    );
  });

  it("does so with clocks that differ by up to 4.5 %, with inverted lines too", () => {
    fc.assert(
      fc.property(bitLengths, fc.double({ min: 0.956, max: 1.045, noNaN: true }), fc.nat(255), (bit, ratio, byte) => {
        expect(received(frameOf(byte, N81, bit), N81, bit * ratio)).toEqual([[byte, UART_OK]]);
        const inverted = { ...frameOf(byte, N81, bit), levels: ~uartFrameLevels(byte, N81), rest: 0 as const };
        expect(uartReceive(inverted, N81, bit * ratio, true, 0)).toMatchObject([{ data: byte, status: UART_OK }]);
      }),
    );
  });

  it("at another baud rate gives what the receiver finds in the middle of its bits", () => {
    expect(received(frameOf(0x0f, N81, 100), N81, 108)).toEqual([[0x8f, UART_OK]]);
    expect(received(frameOf(0x7f, N81, 100), N81, 94)).toEqual([[0xff, UART_FRAMING]]);
    // Twice as fast: each bit is seen twice, and a second start bit within the frame.
    expect(received(frameOf(0x55, N81, 100), N81, 50)).toEqual([
      [0x66, UART_FRAMING],
      [0xe6, UART_OK],
    ]);
    // Half as fast: the start bit is over before its middle, the next zero is not.
    expect(received(frameOf(0xff, N81, 100), N81, 200)).toEqual([]);
  });

  it("with another parity is noticed, with another number of bits may not be", () => {
    const even: UartFormat = { ...N81, parity: "even" };
    expect(received(frameOf(0x01, even, 100), { ...N81, parity: "odd" }, 100)).toEqual([[0x01, UART_PARITY]]);
    expect(received(frameOf(0x01, { ...N81, bits: 7 }, 100), N81, 100)).toEqual([[0x81, UART_OK]]);
    expect(received(frameOf(0x01, N81, 100), { ...N81, bits: 7 }, 100)).toEqual([[0x01, UART_FRAMING]]);
  });

  it("a line that is low for a whole frame is a break, for less a byte without stop bit", () => {
    const low = (bit: number): UartFrame => ({ start: 0, bit, levels: 0, count: 1, rest: 1 });
    expect(received(low(1300), N81, 100)).toEqual([[0, UART_BREAK]]);
    expect(received(low(951), N81, 100)).toEqual([[0, UART_BREAK]]);
    expect(received(low(900), N81, 100)).toEqual([[0, UART_OK]]);
    expect(received(low(600), N81, 100)).toEqual([[0xe0, UART_OK]]);
    expect(received(low(40), N81, 100)).toEqual([]);
  });
});

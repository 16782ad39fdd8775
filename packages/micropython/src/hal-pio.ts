import { NEVER, type Mcu, type PinGroup, type Pio } from "@tickless/sim-core";
import { Blocked, type HalHost, type Pollers } from "./hal-host.js";

/* The HAL's calls for the RP2040's programmable I/O. */

const WORD = 4;
const GROUP = 4;
/** How a buffer's words are passed: bytes of a word, and by how many bits they are shifted. */
const sizeOf = (format: number): number => format & 7;
const shiftOf = (format: number): number => format >> 3;

export function pio(mcu: Mcu, host: HalHost) {
  // Only the Python side of the RP2040 makes these calls.
  const unit = mcu.pio as Pio;
  return {
    pio_add: (block: number, address: number, length: number) => {
      const view = viewOf(host, address, 2 * length);
      return unit.addProgram(
        block,
        Array.from({ length }, (_, n) => view.getUint16(2 * n, true)),
      );
    },
    pio_remove: (block: number, offset: number, length: number) => unit.removeProgram(block, offset, length),
    pio_init: (id: number, address: number) => init(unit, id, viewOf(host, address, SETUP_WORDS * WORD)),
    pio_active: (id: number, on: number) => {
      if (on >= 0) unit.setActive(id, on !== 0);
      return Number(unit.active(id));
    },
    pio_restart: (id: number) => unit.restart(id),
    pio_exec: (id: number, instruction: number) => unit.exec(id, instruction),
    pio_level: (id: number, which: number) => unit.level(id, which === 0 ? "tx" : "rx"),
    pio_put: (id: number, address: number, words: number, format: number) =>
      put(unit, host, id, address, words, format) ?? new Blocked(NEVER, true, 0),
    pio_get: (id: number, address: number, words: number, format: number) =>
      get(unit, host, id, address, words, format) ?? new Blocked(NEVER, true, 0),
    pio_irq: (block: number, enabled: number, own: number, all: number, hard: number) =>
      unit.setInterrupts(block, enabled, own, all, hard),
  };
}

export function pioPollers(mcu: Mcu, host: HalHost): Pollers {
  const unit = mcu.pio as Pio;
  return {
    pio_put: (id: number, address: number, words: number, format: number) =>
      put(unit, host, id, address, words, format),
    pio_get: (id: number, address: number, words: number, format: number) =>
      get(unit, host, id, address, words, format),
  };
}

type Transfer = readonly [id: number, address: number, words: number, format: number];

/** One more than the longest FIFO has. */
const MOST_WORDS = 9;
const SETUP_WORDS = 6 + 3 * GROUP;

function init(unit: Pio, id: number, view: DataView): void {
  const at = (n: number): number => view.getInt32(n * WORD, true);
  const group = (n: number): PinGroup => {
    const from = 6 + n * GROUP;
    return { base: at(from), count: at(from + 1), directions: at(from + 2), values: at(from + 3) };
  };
  const [first, divider, execctrl, shiftctrl, inBase, jmpPin] = [0, 1, 2, 3, 4, 5].map(at) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const groups = { out: group(0), set: group(1), side: group(2) };
  unit.init(id, { first, divider, execctrl, shiftctrl, inBase, jmpPin, ...groups });
}

/** Hands over the words for which there is room; undefined: for none, and the program waits for some. */
function put(unit: Pio, host: HalHost, ...[id, address, words, format]: Transfer): number | undefined {
  const size = sizeOf(format);
  // More than this no FIFO holds.
  const view = viewOf(host, address, size * Math.min(words, MOST_WORDS));
  const list = Array.from(
    { length: view.byteLength / size },
    (_, n) => wordAt(view, n * size, size) << shiftOf(format),
  );
  return unit.put(id, list) || undefined;
}

/** Takes the words that are there; undefined: there is none, and the program waits for one. */
function get(unit: Pio, host: HalHost, ...[id, address, words, format]: Transfer): number | undefined {
  const size = sizeOf(format);
  const list = unit.get(id, words);
  const view = viewOf(host, address, size * list.length);
  list.forEach((word, n) => setWord(view, n * size, size, shifted(word, shiftOf(format))));
  return list.length || undefined;
}

const shifted = (word: number, by: number): number => (by > 31 ? 0 : word >>> by);

function viewOf(host: HalHost, address: number, length: number): DataView {
  const bytes = host.bytes(address, length);
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function wordAt(view: DataView, at: number, size: number): number {
  return size === 1 ? view.getUint8(at) : size === 2 ? view.getUint16(at, true) : view.getUint32(at, true);
}

function setWord(view: DataView, at: number, size: number, word: number): void {
  if (size === 1) view.setUint8(at, word & 0xff);
  else if (size === 2) view.setUint16(at, word & 0xffff, true);
  else view.setUint32(at, word, true);
}

import { us } from "../time.js";
import type { LineStep } from "./line-script.js";

/* What MicroPython does on a line, step by step: `_onewire` (extmod/modonewire.c) and `dht_readinto` (drivers/dht/dht.c). */

const LOW: LineStep = { kind: "low" };
const RELEASE: LineStep = { kind: "release" };
const SAMPLE: LineStep = { kind: "sample" };
const wait = (micros: number): LineStep => ({ kind: "wait", for: us(micros) });

/** Samples 0 when somebody is there. */
export const ONE_WIRE_RESET: readonly LineStep[] = [LOW, wait(480), RELEASE, wait(70), SAMPLE, wait(410)];

export const oneWireRead = (bits: number): LineStep[] =>
  Array.from({ length: bits }, () => [RELEASE, LOW, wait(6), RELEASE, wait(9), SAMPLE, wait(55)]).flat();

/** The lowest bit first. */
export const oneWireWrite = (value: number, bits: number): LineStep[] =>
  Array.from({ length: bits }, (_, bit) => {
    const one = ((value >> bit) & 1) === 1;
    return [LOW, wait(6), ...(one ? [RELEASE] : []), wait(54), RELEASE, wait(10)];
  }).flat();

const BITS = 40;
/** A high pulse of more µs is a 1. */
export const DHT_THRESHOLD_US = 48;

/** Ends the start signal (low for 18 ms so far), measures the sensor's answer, and then the 40 bits, in µs. */
export const DHT_READ: readonly LineStep[] = [
  RELEASE,
  wait(10),
  { kind: "await", level: 0, within: us(100) },
  { kind: "pulse", level: 1, within: us(150) },
  ...Array.from({ length: BITS }, (): LineStep => ({ kind: "pulse", level: 1, within: us(100) })),
];

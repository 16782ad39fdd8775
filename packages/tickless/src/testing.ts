/**
 * Tests of firmware: real programs on simulated boards, exact and at once. Works with any test runner; matchers for vitest are in
 * `tickless/testing/vitest`, random stimuli in `tickless/testing/random`. Runs in Node.
 */
export {
  delay,
  delay as sleep,
  first,
  formatTime,
  ms,
  s,
  serialLine,
  until as condition,
  us,
} from "@tickless/sim-core";
export type { Nanos } from "@tickless/sim-core";
export type { Fault } from "./runner/faults.js";
export type { Input } from "./runner/model.js";
export { Bench, type Slicing } from "./testing/bench.js";
export type { Bus, Transaction } from "./testing/bus.js";
export type { Display } from "./testing/display.js";
export { TestFailure } from "./testing/failure.js";
export type { Level, LevelChange } from "./testing/levels.js";
export type { Part } from "./testing/part.js";
export type { PlayOptions } from "./testing/play-vcd.js";
export type { Edge, Probe, Pulse, Row } from "./testing/probe.js";
export type { Line, Serial } from "./testing/serial.js";
export { projectOf, simulate, type SimulateOptions } from "./testing/simulate.js";
export type { TaskView } from "./testing/tasks.js";
export type { SpiBus, SpiExchange } from "./testing/spi.js";
export type { Uart, UartFrame, UartLine } from "./testing/uart.js";
export { edge } from "./testing/waits.js";
export type { End, Range } from "./testing/view.js";
export { forAllSeeds } from "./testing/random/for-all-seeds.js";
export { check } from "./testing/temporal/check.js";
export {
  always,
  becomes,
  eventually,
  implies,
  until,
  within,
  type Claim,
  type Formula,
  type Predicate,
} from "./testing/temporal/formula.js";
export type { State } from "./testing/temporal/states.js";
export { checkDeterministic, type DeterministicOptions } from "./testing/laws/check-deterministic.js";
export { checkDevice, type DeviceOptions } from "./testing/laws/check-device.js";

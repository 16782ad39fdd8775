import type { I2cLines } from "../bus/i2c-controller.js";
import type { I2cTarget } from "../bus/i2c.js";
import type { DeviceContext, Pin, Watch } from "../device.js";
import type { SpiRegistration } from "../kernel.js";
import type { BoardClock } from "./board-clock.js";
import type { Interrupts } from "./interrupts.js";
import type { McuSpec } from "./mcu-spec.js";

/** Why a board started, as `machine.reset_cause()` tells. */
export type ResetCause = "power-on" | "hard" | "soft" | "watchdog" | "deepsleep";

/**
 * What a peripheral may use: a part's context with its own slice of the MCU's state, the interrupts, and the chip's facts.
 * A peripheral is a class over plain state: `constructor(ctx: McuContext<GpioState>)`, a static `initialState(spec)`, and
 * `reset()` to its state after a reset of the chip.
 */
export interface McuContext<State> extends DeviceContext<State> {
  readonly spec: McuSpec;
  readonly interrupts: Interrupts;
  /** What everything on the board is timed by. */
  readonly clock: BoardClock;
  /** Something the firmware may be waiting for happened. */
  attention(): void;
  /** Asks for a reset; it happens as soon as the firmware has yielded. */
  requestReset(cause: ResetCause): void;
  /** Makes the chip itself a target, on the bus of the pins that it uses at the time. */
  ownI2cTarget(lines: () => I2cLines, target: I2cTarget): void;
  /** The targets on the bus that these two wires form, in order of declaration. */
  i2cTargets(scl: Pin, sda: Pin): readonly I2cTarget[];
  /** Like `watchLevel`; whoever sends frames on the wire (bus/uart.ts) shows their levels too while it is active. */
  watchBits(pin: Pin, handler: () => void): Watch;
  /** Whether such a watch of the pin's wire is active. */
  bitsWanted(pin: Pin): boolean;
  /** Whether anybody watches the edges of a pin's wire, or behind resistors that a burst passes. */
  edgesWatched(pin: Pin): boolean;
  /** The parts whose clock is this wire, in order of declaration. */
  spiTargets(sck: Pin): readonly SpiRegistration[];
}

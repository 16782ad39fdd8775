import type { Nanos } from "../time.js";
import { Adc, type AdcState } from "./adc.js";
import { Gpio, type GpioState } from "./gpio.js";
import { HeapLog, type HeapLogState } from "./heap-log.js";
import { I2cUnit, type I2cState } from "./i2c-unit.js";
import { Interrupts, type InterruptsState } from "./interrupts.js";
import type { McuContext, ResetCause } from "./mcu-context.js";
import type { McuSpec } from "./mcu-spec.js";
import { Power, type PowerState } from "./power.js";
import { PulseMeter, type PulseState } from "./pulse.js";
import { PwmUnit, type PwmState } from "./pwm.js";
import { Rtc, type RtcState } from "./rtc.js";
import { SerialConsole, type SerialState } from "./serial.js";
import { TaskLog } from "./task-log.js";
import { TimerUnit, type TimersState } from "./timers.js";
import { UartUnit, type UartState } from "./uart.js";
import { Watchdog, type WatchdogState } from "./watchdog.js";

/*
 * A microcontroller: its peripherals over one plain state. The program on it belongs to the simulation.
 *
 * Not modelled: the second core, PIO, DMA, SPI, USB beyond the serial console, flash.
 */

interface Slices {
  gpio: GpioState;
  pwm: PwmState;
  adc: AdcState;
  i2c: I2cState;
  uart: UartState;
  timers: TimersState;
  rtc: RtcState;
  watchdog: WatchdogState;
  pulse: PulseState;
  serial: SerialState;
  power: PowerState;
  heap: HeapLogState;
}

export interface McuState extends Slices {
  interrupts: InterruptsState;
  resetCause: ResetCause;
  /** When the chip was last reset: its counters of time begin there. */
  startedAt: Nanos;
}

export class Mcu {
  readonly gpio: Gpio;
  readonly pwm: PwmUnit;
  readonly adc: Adc;
  readonly i2c: I2cUnit;
  readonly uart: UartUnit;
  readonly timers: TimerUnit;
  readonly rtc: Rtc;
  readonly watchdog: Watchdog;
  readonly pulse: PulseMeter;
  readonly serial: SerialConsole;
  readonly power: Power;
  readonly tasks: TaskLog;
  readonly heap: HeapLog;

  constructor(private readonly ctx: McuContext<McuState>) {
    const interrupts = (): InterruptsState => ctx.state.interrupts;
    const clockHz = (): number => this.power.hz;
    this.gpio = new Gpio(slice(ctx, "gpio"), interrupts);
    this.pwm = new PwmUnit(slice(ctx, "pwm"), this.gpio, () => this.pwmSourceHz());
    this.adc = new Adc(slice(ctx, "adc"), this.gpio);
    this.i2c = new I2cUnit(slice(ctx, "i2c"), this.gpio, clockHz);
    this.uart = new UartUnit(slice(ctx, "uart"), this.gpio, () => this.power.peripheralHz);
    this.timers = new TimerUnit(slice(ctx, "timers"), interrupts);
    this.rtc = new Rtc(slice(ctx, "rtc"));
    this.watchdog = new Watchdog(slice(ctx, "watchdog"));
    this.pulse = new PulseMeter(slice(ctx, "pulse"), this.gpio);
    this.serial = new SerialConsole(slice(ctx, "serial"));
    this.tasks = new TaskLog(ctx);
    this.heap = new HeapLog(slice(ctx, "heap"));
    this.power = new Power(
      slice(ctx, "power"),
      () => this.pwm.clockChanged(),
      (asleep) => this.sleep(asleep),
    );
  }

  static initialState(spec: McuSpec): McuState {
    return {
      gpio: Gpio.initialState(spec),
      pwm: PwmUnit.initialState(spec),
      adc: Adc.initialState(),
      i2c: I2cUnit.initialState(spec),
      uart: UartUnit.initialState(spec),
      timers: TimerUnit.initialState(),
      rtc: Rtc.initialState(),
      watchdog: Watchdog.initialState(),
      pulse: PulseMeter.initialState(),
      serial: SerialConsole.initialState(),
      power: Power.initialState(spec),
      heap: HeapLog.initialState(),
      interrupts: Interrupts.initialState(),
      resetCause: "power-on",
      startedAt: 0,
    };
  }

  get id(): string {
    return this.ctx.id;
  }

  get spec(): McuSpec {
    return this.ctx.spec;
  }

  get interrupts(): Interrupts {
    return this.ctx.interrupts;
  }

  get resetCause(): ResetCause {
    return this.ctx.state.resetCause;
  }

  /** When the chip was last reset; a soft reset does not count. */
  get startedAt(): Nanos {
    return this.ctx.state.startedAt;
  }

  /** Whether something may still call the program's handlers, or start it anew. */
  get armed(): boolean {
    return this.gpio.armed || this.timers.armed || this.watchdog.armed || this.uart.armed;
  }

  get cpuHz(): number {
    return this.power.hz;
  }

  /** Returns 0, or -EINVAL when the chip cannot make the frequency. */
  setFreq(hz: number): number {
    return this.power.setFrequency(hz);
  }

  get nsPerBytecode(): Nanos {
    return this.power.scale(this.spec.nsPerBytecode);
  }

  /** CPU time of a call into the machine, by HAL name. */
  callCost(name: string): Nanos {
    return this.power.scale(this.spec.callNs[name] ?? this.spec.callNs.default);
  }

  fault(kind: string, message: string): void {
    this.ctx.fault(kind, message);
  }

  /** Asks for a reset; it happens as soon as the firmware has yielded. */
  requestReset(cause: ResetCause): void {
    this.ctx.requestReset(cause);
  }

  /**
   * Puts the chip into its state after a reset. A soft reset is MicroPython's, not the chip's: handlers and timers are gone,
   * PWM stands still, UARTs are off, transfers break off; pins, I2C buses, clock, watchdog and RTC stay as they are, and on the RP2040 the
   * reset cause stays what it was. The RTC is lost at power-on only.
   */
  reset(cause: ResetCause): void {
    this.ctx.state.interrupts = Interrupts.initialState();
    this.power.setAsleep(false);
    this.pulse.reset();
    this.timers.reset();
    if (cause === "soft") this.softReset();
    else this.hardReset(cause);
  }

  private softReset(): void {
    this.i2c.softReset();
    this.uart.softReset();
    this.pwm.softReset();
    this.gpio.softReset();
    this.serial.softReset();
    if (this.spec.port !== "rp2") this.ctx.state.resetCause = "soft";
  }

  private hardReset(cause: ResetCause): void {
    this.i2c.reset();
    this.uart.reset();
    this.pwm.reset();
    this.gpio.reset();
    this.serial.reset();
    this.power.reset();
    this.watchdog.reset();
    if (cause === "power-on") this.rtc.reset();
    this.ctx.state.resetCause = cause;
    this.ctx.state.startedAt = this.ctx.now;
  }

  private sleep(asleep: boolean): void {
    this.serial.setOff(asleep);
    if (asleep) this.pwm.suspend();
    else this.pwm.resume();
  }

  /** The RP2040's PWM runs from the CPU's clock, the ESP32's from one of its own. */
  private pwmSourceHz(): number {
    const { pwm, clockHz, port } = this.spec;
    return port === "rp2" ? (pwm.sourceHz * this.power.hz) / clockHz : pwm.sourceHz;
  }
}

/** The same context with one peripheral's part of the state. */
function slice<Name extends keyof Slices>(ctx: McuContext<McuState>, name: Name): McuContext<McuState[Name]> {
  return {
    id: ctx.id,
    attributes: ctx.attributes,
    spec: ctx.spec,
    random: ctx.random,
    interrupts: ctx.interrupts,
    get now() {
      return ctx.now;
    },
    get state() {
      return ctx.state[name];
    },
    set state(state) {
      ctx.state[name] = state;
    },
    pin: (pin) => ctx.pin(pin),
    link: (a, b) => ctx.link(a, b),
    timer: (handler) => ctx.timer(handler),
    watchLevel: (pin, handler) => ctx.watchLevel(pin, handler),
    watchState: (pin, handler) => ctx.watchState(pin, handler),
    control: (control, spec, handler) => ctx.control(control, spec, handler),
    output: (output, kind) => ctx.output(output, kind),
    i2cTarget: (scl, sda, target) => ctx.i2cTarget(scl, sda, target),
    i2cTargets: (scl, sda) => ctx.i2cTargets(scl, sda),
    uartReceiver: (pin, receiver) => ctx.uartReceiver(pin, receiver),
    uartReceivers: (pin) => ctx.uartReceivers(pin),
    fault: (kind, message) => ctx.fault(kind, message),
    problem: (message, hint) => ctx.problem(message, hint),
    attention: () => ctx.attention(),
    requestReset: (cause) => ctx.requestReset(cause),
  };
}

import type { Nanos } from "../time.js";
import { Adc, type AdcState } from "./adc.js";
import { BitstreamUnit, type BitstreamState } from "./bitstream.js";
import { BoardClock, type BoardClockState } from "./board-clock.js";
import { DacUnit, type DacState } from "./dac.js";
import { Gpio, type GpioState } from "./gpio.js";
import { HeapLog, type HeapLogState } from "./heap-log.js";
import { I2cTargetUnit, type I2cTargetState } from "./i2c-target-unit.js";
import { I2cUnit, type I2cState } from "./i2c-unit.js";
import { Interrupts, type InterruptsState } from "./interrupts.js";
import { LedcUnit, type LedcState } from "./ledc.js";
import { LineScript, type LineScriptState } from "./line-script.js";
import type { McuContext, ResetCause } from "./mcu-context.js";
import type { McuSpec } from "./mcu-spec.js";
import { Nvs, type NvsState } from "./nvs.js";
import { Pcnt, type PcntState } from "./pcnt.js";
import { Pio } from "./pio/pio.js";
import type { PioState } from "./pio/state.js";
import { Power, type PowerState } from "./power.js";
import { PulseMeter, type PulseState } from "./pulse.js";
import type { PwmOutputs } from "./pwm-outputs.js";
import { PwmUnit, type PwmState } from "./pwm.js";
import { Rtc, type RtcState } from "./rtc.js";
import { SerialConsole, type SerialState } from "./serial.js";
import { SpiUnit, type SpiState } from "./spi.js";
import { TaskLog } from "./task-log.js";
import { TimerUnit, type TimersState } from "./timers.js";
import { TouchUnit, type TouchState } from "./touch.js";
import { UartUnit, type UartState } from "./uart.js";
import { uniqueIdOf } from "./unique-id.js";
import { Wake, type WakeState } from "./wake.js";
import { Watchdog, type WatchdogState } from "./watchdog.js";

/*
 * A microcontroller: its peripherals over one plain state. The program on it belongs to the simulation.
 *
 * Each has what its chip has: a peripheral that the chip lacks does nothing.
 *
 * Not modelled: the second core, DMA, USB beyond the serial console, flash.
 */

interface Slices {
  gpio: GpioState;
  pwm: PwmState;
  ledc: LedcState;
  dac: DacState;
  touch: TouchState;
  pcnt: PcntState;
  nvs: NvsState;
  wake: WakeState;
  adc: AdcState;
  i2c: I2cState;
  i2cTarget: I2cTargetState;
  spi: SpiState;
  bitstream: BitstreamState;
  uart: UartState;
  pio: PioState;
  timers: TimersState;
  rtc: RtcState;
  watchdog: WatchdogState;
  pulse: PulseState;
  line: LineScriptState;
  serial: SerialState;
  power: PowerState;
  heap: HeapLogState;
}

export interface McuState extends Slices {
  clock: BoardClockState;
  interrupts: InterruptsState;
  resetCause: ResetCause;
  /** What the board's clock showed when the chip was last reset: its counters of time begin there. */
  startedAt: Nanos;
}

export class Mcu {
  readonly gpio: Gpio;
  readonly pwm: PwmOutputs;
  /** The PWM of an ESP32. */
  readonly ledc: LedcUnit | undefined;
  readonly dac: DacUnit;
  readonly touch: TouchUnit;
  /** The pulse counters of an ESP32. */
  readonly pcnt: Pcnt;
  readonly nvs: Nvs;
  readonly wake: Wake;
  readonly adc: Adc;
  readonly i2c: I2cUnit;
  readonly i2cTarget: I2cTargetUnit;
  readonly spi: SpiUnit;
  readonly bitstream: BitstreamUnit;
  readonly uart: UartUnit;
  /** The RP2040's programmable I/O. */
  readonly pio: Pio | undefined;
  readonly timers: TimerUnit;
  readonly rtc: Rtc;
  readonly watchdog: Watchdog;
  readonly pulse: PulseMeter;
  readonly line: LineScript;
  readonly serial: SerialConsole;
  readonly power: Power;
  readonly tasks: TaskLog;
  readonly heap: HeapLog;

  constructor(private readonly ctx: McuContext<McuState>) {
    const interrupts = (): InterruptsState => ctx.state.interrupts;
    const clockHz = (): number => this.power.hz;
    this.gpio = new Gpio(slice(ctx, "gpio"), interrupts);
    this.ledc =
      this.spec.port === "esp32"
        ? new LedcUnit(slice(ctx, "ledc"), this.gpio, () => this.power.peripheralHz)
        : undefined;
    this.pwm = this.ledc ?? new PwmUnit(slice(ctx, "pwm"), this.gpio, () => this.pwmSourceHz());
    this.dac = new DacUnit(slice(ctx, "dac"), this.gpio);
    this.touch = new TouchUnit(slice(ctx, "touch"));
    this.pcnt = new Pcnt(slice(ctx, "pcnt"), this.gpio);
    this.nvs = new Nvs(slice(ctx, "nvs"));
    this.wake = new Wake(slice(ctx, "wake"), this.gpio, this.touch);
    this.adc = new Adc(slice(ctx, "adc"), this.gpio);
    this.i2c = new I2cUnit(slice(ctx, "i2c"), this.gpio, clockHz);
    this.i2cTarget = new I2cTargetUnit(slice(ctx, "i2cTarget"), this.gpio);
    this.spi = new SpiUnit(slice(ctx, "spi"), this.gpio, {
      cpu: clockHz,
      peripheral: () => this.power.peripheralHz,
    });
    this.bitstream = new BitstreamUnit(slice(ctx, "bitstream"), this.gpio);
    this.uart = new UartUnit(slice(ctx, "uart"), this.gpio, () => this.power.peripheralHz);
    this.pio = this.spec.port === "rp2" ? new Pio(slice(ctx, "pio"), this.gpio, this.bitstream, clockHz) : undefined;
    this.timers = new TimerUnit(slice(ctx, "timers"), interrupts);
    this.rtc = new Rtc(slice(ctx, "rtc"));
    this.watchdog = new Watchdog(slice(ctx, "watchdog"));
    this.pulse = new PulseMeter(slice(ctx, "pulse"), this.gpio);
    this.line = new LineScript(slice(ctx, "line"), this.gpio);
    this.serial = new SerialConsole(slice(ctx, "serial"));
    this.tasks = new TaskLog(ctx);
    this.heap = new HeapLog(slice(ctx, "heap"));
    this.power = new Power(
      slice(ctx, "power"),
      () => this.clockChanged(),
      (asleep) => this.sleep(asleep),
    );
    ctx.clock.onChange = () => this.clockChanged();
  }

  static initialState(spec: McuSpec): McuState {
    return {
      gpio: Gpio.initialState(spec),
      pwm: PwmUnit.initialState(spec),
      ledc: LedcUnit.initialState(),
      dac: DacUnit.initialState(),
      touch: TouchUnit.initialState(),
      pcnt: Pcnt.initialState(),
      nvs: Nvs.initialState(),
      wake: Wake.initialState(),
      adc: Adc.initialState(spec),
      i2c: I2cUnit.initialState(spec),
      i2cTarget: I2cTargetUnit.initialState(spec),
      spi: SpiUnit.initialState(spec),
      bitstream: BitstreamUnit.initialState(),
      uart: UartUnit.initialState(spec),
      pio: Pio.initialState(spec),
      timers: TimerUnit.initialState(),
      rtc: Rtc.initialState(),
      watchdog: Watchdog.initialState(),
      pulse: PulseMeter.initialState(),
      line: LineScript.initialState(),
      serial: SerialConsole.initialState(),
      power: Power.initialState(spec),
      heap: HeapLog.initialState(),
      clock: BoardClock.initialState(),
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

  get uniqueId(): string {
    return uniqueIdOf(this.spec, this.id, this.ctx.attributes["macAddress"]);
  }

  get interrupts(): Interrupts {
    return this.ctx.interrupts;
  }

  get resetCause(): ResetCause {
    return this.ctx.state.resetCause;
  }

  /** What everything on the board is timed by. */
  get clock(): BoardClock {
    return this.ctx.clock;
  }

  /** What the board's clock showed when the chip was last reset; a soft reset does not count. */
  get startedAt(): Nanos {
    return this.ctx.state.startedAt;
  }

  /** Whether something may still call the program's handlers, or start it anew. */
  get armed(): boolean {
    const parts = [this.gpio, this.timers, this.watchdog, this.uart, this.i2cTarget, this.pcnt, this.wake];
    return parts.some(({ armed }) => armed) || this.pio?.armed === true;
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
    this.line.reset();
    this.bitstream.reset();
    this.timers.reset();
    this.pcnt.reset();
    if (cause === "soft") this.softReset();
    else this.hardReset(cause);
  }

  /** The supply fails: the chip forgets everything, and its pins float until it is back. */
  setPowered(powered: boolean): void {
    if (!powered) this.reset("power-on");
    this.gpio.setPowered(powered);
    this.serial.setOff(!powered);
  }

  private softReset(): void {
    this.i2c.softReset();
    this.i2cTarget.softReset();
    this.spi.softReset();
    this.uart.softReset();
    this.pio?.softReset();
    this.pwm.softReset();
    this.gpio.softReset();
    this.serial.softReset();
    if (this.spec.port !== "rp2") this.ctx.state.resetCause = "soft";
  }

  private hardReset(cause: ResetCause): void {
    this.i2c.reset();
    this.i2cTarget.reset();
    this.spi.reset();
    this.uart.reset();
    this.pwm.reset();
    this.adc.reset();
    this.wake.reset(cause === "deepsleep");
    this.touch.reset();
    this.gpio.reset();
    this.serial.reset();
    this.power.reset();
    this.pio?.reset();
    this.watchdog.reset();
    if (cause === "power-on") this.rtc.reset();
    this.ctx.state.resetCause = cause;
    this.ctx.state.startedAt = this.ctx.clock.at(this.ctx.now);
  }

  private clockChanged(): void {
    this.pwm.clockChanged();
    this.pio?.clockChanged();
  }

  private sleep(asleep: boolean): void {
    this.serial.setOff(asleep);
    this.pio?.setAsleep(asleep);
    if (asleep) this.pwm.suspend();
    else this.pwm.resume();
  }

  /** The RP2040's PWM runs from the CPU's clock. */
  private pwmSourceHz(): number {
    const { pwm, clockHz } = this.spec;
    return (pwm.sourceHz * this.power.hz) / clockHz;
  }
}

/** The same context with one peripheral's part of the state. */
function slice<Name extends keyof Slices>(ctx: McuContext<McuState>, name: Name): McuContext<McuState[Name]> {
  return {
    id: ctx.id,
    attributes: ctx.attributes,
    spec: ctx.spec,
    random: ctx.random,
    files: ctx.files,
    interrupts: ctx.interrupts,
    clock: ctx.clock,
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
    faultControl: (fault, spec, changed) => ctx.faultControl(fault, spec, changed),
    output: (output, kind) => ctx.output(output, kind),
    i2cTarget: (scl, sda, target) => ctx.i2cTarget(scl, sda, target),
    i2cTargets: (scl, sda) => ctx.i2cTargets(scl, sda),
    ownI2cTarget: (lines, target) => ctx.ownI2cTarget(lines, target),
    spiTarget: (lines, target) => ctx.spiTarget(lines, target),
    watchBits: (pin, handler) => ctx.watchBits(pin, handler),
    bitsWanted: (pin) => ctx.bitsWanted(pin),
    edgesWatched: (pin) => ctx.edgesWatched(pin),
    spiTargets: (sck) => ctx.spiTargets(sck),
    bitstreamReceiver: (pin, receiver) => ctx.bitstreamReceiver(pin, receiver),
    bitstreamReceivers: (pin) => ctx.bitstreamReceivers(pin),
    infraredReceiver: (changed) => ctx.infraredReceiver(changed),
    infrared: (lit) => ctx.infrared(lit),
    uartReceiver: (pin, receiver) => ctx.uartReceiver(pin, receiver),
    uartReceivers: (pin) => ctx.uartReceivers(pin),
    fault: (kind, message) => ctx.fault(kind, message),
    problem: (message, hint) => ctx.problem(message, hint),
    warn: (message, hint) => ctx.warn(message, hint),
    attention: () => ctx.attention(),
    requestReset: (cause) => ctx.requestReset(cause),
  };
}

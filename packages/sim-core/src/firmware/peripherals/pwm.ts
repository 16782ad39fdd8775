import type { Processor } from "../processor.js";

export interface PwmOptions {
  readonly freq?: number;
  readonly dutyU16?: number;
  readonly dutyNs?: number;
  readonly invert?: boolean;
}

/** The pulse train of a GPIO, as `machine.PWM`. GPIOs on one slice of the chip share its frequency. */
export class Pwm {
  constructor(
    private readonly cpu: Processor,
    private readonly gpio: number,
  ) {
    cpu.charge("pwm_init");
    if (cpu.mcu.pwm.init(gpio) < 0) throw new RangeError(`GPIO ${gpio} has no PWM`);
  }

  init({ freq, dutyU16, dutyNs, invert }: PwmOptions): this {
    if (invert !== undefined) this.invert(invert);
    if (freq !== undefined) this.freq(freq);
    if (dutyU16 !== undefined) this.dutyU16(dutyU16);
    if (dutyNs !== undefined) this.dutyNs(dutyNs);
    return this;
  }

  freq(): number;
  freq(hz: number): void;
  freq(hz?: number): number | undefined {
    const { pwm } = this.cpu.mcu;
    this.cpu.charge(hz === undefined ? "pwm_get_freq" : "pwm_set_freq");
    if (hz === undefined) return pwm.freq(this.gpio);
    if (pwm.setFreq(this.gpio, hz) < 0) throw new RangeError(`the PWM cannot make ${hz} Hz`);
    return undefined;
  }

  /** 0 to 65535. */
  dutyU16(): number;
  dutyU16(duty: number): void;
  dutyU16(duty?: number): number | undefined {
    const { pwm } = this.cpu.mcu;
    this.cpu.charge(duty === undefined ? "pwm_get_duty_u16" : "pwm_set_duty_u16");
    if (duty === undefined) return pwm.dutyU16(this.gpio);
    pwm.setDutyU16(this.gpio, Math.max(0, Math.trunc(duty)));
    return undefined;
  }

  dutyNs(): number;
  dutyNs(ns: number): void;
  dutyNs(ns?: number): number | undefined {
    const { pwm } = this.cpu.mcu;
    this.cpu.charge(ns === undefined ? "pwm_get_duty_ns" : "pwm_set_duty_ns");
    if (ns === undefined) return pwm.dutyNs(this.gpio);
    pwm.setDutyNs(this.gpio, Math.max(0, Math.trunc(ns)));
    return undefined;
  }

  invert(on: boolean): void {
    this.cpu.charge("pwm_set_invert");
    this.cpu.mcu.pwm.setInvert(this.gpio, on);
  }

  deinit(): void {
    this.cpu.charge("pwm_deinit");
    this.cpu.mcu.pwm.deinit(this.gpio);
  }
}

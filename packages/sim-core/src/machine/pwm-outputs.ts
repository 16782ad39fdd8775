/** What a chip's PWM is to programs: one output a GPIO. Results are 0 or more, or -errno. */
export interface PwmOutputs {
  /** As `PWM(pin)`: takes the pin. */
  init(gpio: number): number;
  setFreq(gpio: number, hz: number): number;
  /** What the divider makes, Hz, rounded; 0 while nothing runs. */
  freq(gpio: number): number;
  /** 0 to 65535; 65535 is always high. */
  setDutyU16(gpio: number, duty: number): number;
  dutyU16(gpio: number): number;
  setDutyNs(gpio: number, ns: number): number;
  dutyNs(gpio: number): number;
  setInvert(gpio: number, invert: boolean): number;
  deinit(gpio: number): void;
  /** Sleep stops the clock: outputs hold their level; `resume` goes on. */
  suspend(): void;
  resume(): void;
  /** The source clock has another frequency now. */
  clockChanged(): void;
  reset(): void;
  softReset(): void;
}

/**
 * The `_hal` module: everything that Python code may ask of the simulated board, and the only way out of the interpreter.
 *
 * Conventions
 * - Arguments and results are Python ints that fit 31 bits, floats, and strings. Durations in ns and wall-clock seconds
 *   exceed 31 bits and travel as floats.
 * - Buffers travel as `(uctypes.addressof(buf), len(buf))` and are read and written in place.
 * - A result below zero is `-errno` (MicroPython's numbers: ENODEV 19, EINVAL 22, EIO 5, ETIMEDOUT 110); Python raises.
 * - "blocks" marks calls that take virtual time. Interrupt handlers run meanwhile.
 * - GPIO numbers are the chip's. Modes: 0 IN, 1 OUT, 2 OPEN_DRAIN, 3 ALT, 4 ANALOG. Pulls: bit 0 up, bit 1 down.
 *   Triggers, as on the RP2040: 1 low level, 2 high level, 4 falling, 8 rising.
 */
export interface Hal {
  // --- time
  /** Milliseconds since power-on or the last hard reset, modulo 2^30. */
  ticks_ms(): number;
  /** Microseconds since then, modulo 2^30. */
  ticks_us(): number;
  /** Whole microseconds since then, without a limit, and a half: a float. */
  timer_us(): number;
  /** CPU cycle counter, modulo 2^30 (on the RP2040 MicroPython's `ticks_cpu` counts microseconds). */
  ticks_cpu(): number;
  /** Seconds of the real-time clock since 1970-01-01, a whole number. */
  time_s(): number;
  /** Nanoseconds within that second. */
  time_subsec_ns(): number;
  /** Blocks for `ns`. */
  sleep_ns(ns: number): void;
  /**
   * Blocks for `ms` (-1: for ever) or until anything happened that a poll could see: a handler ran, serial input came,
   * a UART interrupted.
   * Returns 1 when woken, 0 at the time-out. Sticky, like the processor's event flag: what happened since the last `wait_ms`
   * returned ends this one at once, so that nothing is missed between looking and waiting.
   */
  wait_ms(ms: number): number;

  // --- serial console
  /** Bytes of input waiting. */
  stdin_any(): number;
  /** Copies up to `length` waiting bytes, returns how many (0: none are waiting; never blocks). */
  stdin_readinto(address: number, length: number): number;
  /**
   * `micropython.kbd_intr`: the input byte that raises KeyboardInterrupt (3, Ctrl-C, when a program starts) instead of being
   * read; -1: none does.
   */
  kbd_intr(byte: number): void;

  // --- handlers
  /**
   * `dispatcher(kind, id, arg)` is called for each interrupt. Kinds: 0 pin (id: GPIO, arg: trigger flags that fired),
   * 1 timer (id), 2 one call scheduled by `schedule`. Called for hard interrupts too (arg of kind 1: 1 when hard; for
   * kind 0 flags + 256 when hard), 3 UART (id, arg: flags of what happened),
   * 4 I2C target (id, arg: flags), 5 pulse counter (id), 6 state machine (id; 8 and 9: a PIO block; arg: flags).
   */
  set_dispatcher(dispatcher: unknown): void;
  /** One more soft call is due (`micropython.schedule`): the dispatcher gets kind 2 once for each. 0: no more can wait. */
  schedule(): number;
  /** Disables interrupts, returns the state to hand back to `irq_enable`. */
  irq_disable(): number;
  irq_enable(state: number): void;

  // --- threads. Numbers: 0 is the main program's.
  /**
   * Starts a thread, with a stack as a board has it: it begins with `dispatcher(-1, token, 0)`. Returns its number, or -1 when there
   * can be no more.
   */
  thread_start(token: number, stackBytes: number): number;
  /** The number of the running one. */
  thread_id(): number;
  /** What other threads did until now has happened. Returns how often a lock was released. */
  thread_turn(): number;
  /** Blocks until locks were released more often. */
  thread_wait(releases: number): number;
  /** A lock has been released that another thread could wait for. */
  thread_released(): void;
  /** There is something for a thread that polls (`wait_ms`). */
  thread_signal(): void;

  // --- asyncio, told once by the start-up code. From then on the host watches tasks by itself (see coroutines.ts): nothing is
  // called while they run, so a program takes the same time and memory whether its tasks are recorded or not.
  /**
   * Addresses (Python's `id`) of the function that runs tasks, of the one that makes a task of its first argument, and of the
   * types of coroutine functions and of coroutines.
   */
  task_functions(loop: number, maker: number, coroutineFunction: number, coroutine: number): void;
  /**
   * `what` a task waits for that waits in the coroutine function at this address, or awaits the object at it, or one of the type
   * at it: "sleep", "event", "lock", "flag", "task", "gather", "stream read", "stream write".
   */
  task_waits(address: number, what: string): void;

  // --- GPIO
  /** GPIO number of a board or CPU pin name ("GP25", "GPIO25", "LED"), or -1. */
  pin_lookup(name: string): number;
  /**
   * Configures; `value` -1 leaves the output latch. Returns 0 or -EINVAL for a GPIO that the board does not have.
   * With mode 3 (ALT) `pull` is pulls + 16 * function (RP2040: 1 SPI, 2 UART, 3 I2C, 4 PWM, 5 SIO, 6 and 7 PIO, 8 GPCK, 9 USB).
   */
  pin_init(gpio: number, mode: number, pull: number, value: number): number;
  /**
   * Mode + 16 * pull + 64 * function as configured, for `str(pin)` and partial `init`. The function matters in mode 3: as in
   * `pin_init`; 4 while PWM has the pin, 3 while I2C has it, 2 while a UART does; 31 after reset, with pull down. In mode 4 it is 31.
   */
  pin_config(gpio: number): number;
  pin_get(gpio: number): number;
  pin_set(gpio: number, value: number): void;
  /** Inverts the output latch. */
  pin_toggle(gpio: number): void;
  /** All pins at once, a bit a GPIO, as registers have them: 0 levels, 1 outputs, 2 output enables; + 4: of the GPIOs from 32 on. */
  gpio_bits(which: number): number;
  gpio_set_bits(which: number, bits: number): void;
  /** Arms the interrupt for the trigger mask (0 disarms). */
  pin_irq(gpio: number, trigger: number, hard: number): void;

  // --- PWM (one output per GPIO; slices share frequency as on the chip)
  /** Returns 0, or -EINVAL when the pin has no PWM. */
  pwm_init(gpio: number): number;
  /** Returns 0, or -EINVAL when out of range. */
  pwm_set_freq(gpio: number, hz: number): number;
  pwm_get_freq(gpio: number): number;
  pwm_set_duty_u16(gpio: number, duty: number): number;
  pwm_get_duty_u16(gpio: number): number;
  pwm_set_duty_ns(gpio: number, ns: number): number;
  pwm_get_duty_ns(gpio: number): number;
  pwm_set_invert(gpio: number, invert: number): number;
  pwm_deinit(gpio: number): void;

  // --- ADC
  /** ADC channel (0..4) of a GPIO, or -1. Channel 4 of the RP2040 is the temperature sensor. */
  adc_channel(gpio: number): number;
  /** Converts (takes the converter's time): 0..65535, or -EINVAL. */
  adc_read_u16(channel: number): number;

  // --- what only the ESP32 has
  /**
   * Takes a pin for PWM and sets everything at once. `hz` 0: as it is, or 5 kHz; `duty` 0 to 65535, or ns with `inNs` 1, or -1: as
   * it is, or half; `inversion` 0 as it is, 1 not, 2 inverted. 0, -EINVAL bad pin or frequency, -ENOMEM no free channel, -EAGAIN
   * no free timer (also of `pwm_set_freq`).
   */
  pwm_start(gpio: number, hz: number, duty: number, inNs: number, inversion: number): number;
  /** Gives the channel its pin. */
  adc_init(channel: number): number;
  /** Converts: the converter's own bits; whole mV. */
  adc_read(channel: number): number;
  adc_read_mv(channel: number): number;
  /** Sets the attenuator, 0 to 3, or with -1 tells it (-1: never set). 0 or -EINVAL. */
  adc_atten(channel: number, attenuation: number): number;
  /** Sets the bits of the channel's converter, or with -1 tells them. */
  adc_bits(channel: number, bits: number): number;
  /** Takes the pin and drives 0 to 255 of 255 of the supply. */
  dac_write(gpio: number, value: number): number;
  touch_read(gpio: number): number;
  /** Below what a sensor counts as touched. */
  touch_config(gpio: number, threshold: number): void;
  chip_celsius(): number;
  /** Non-volatile storage: "=" and a number or (`blob` 1) hexadecimal digits; "": there is none. */
  nvs_get(namespace: string, key: string, blob: number): string;
  nvs_set(namespace: string, key: string, blob: number, value: string): void;
  /** 0: there was none. */
  nvs_erase(namespace: string, key: string): number;
  /** The RTC's memory. */
  rtc_memory_size(): number;
  rtc_memory_read(address: number): void;
  rtc_memory_write(address: number, length: number): void;
  /** What the divider makes. */
  uart_baud(id: number): number;
  // Pulse counters, 0 to 7.
  /** GPIOs of what a channel counts and of what controls it; -1: none. */
  pcnt_connect(unit: number, channel: number, pulse: number, control: number): void;
  /** What an edge and a level do: rising (0 nothing, 1 up, 2 down) + 4 * falling + 16 * low (0 keep, 1 reverse, 2 hold) + 64 * high. */
  pcnt_actions(unit: number, channel: number, actions: number): void;
  /** `what`: "min", "max", "threshold0", "threshold1", "trigger", "filter" (cycles of 80 MHz), "run" (1 or 0), "clear". */
  pcnt_set(unit: number, what: string, value: number): void;
  /** `which`: 0 the counter, 1 all that was counted since it was last cleared, 2 events that have not been asked for, 3 the same, and forgets them. */
  pcnt_get(unit: number, which: number): number;
  pcnt_deinit(unit: number): void;
  /** What ends a sleep (`kinds`: 2 light, 4 deep): a pin (-1: none) at a level; any of a list of GPIOs high, or all low. */
  wake_ext0(gpio: number, level: number, kinds: number): number;
  wake_ext1(gpios: string, high: number): number;
  /** Whether a touched sensor does. */
  wake_touch(on: number): void;
  /** 0 nothing, 2 EXT0, 3 EXT1, 4 timer, 5 touch. */
  wake_reason(): number;

  // --- I2C controller. Hardware ids 0 and 1; `id` -1 makes a SoftI2C. All transfers block for their time on the bus.
  /** Returns the bus handle, or -1 bad id, -2 bad SCL pin, -3 bad SDA pin. `scl`, `sda` -1: the board's default pins. */
  i2c_init(id: number, scl: number, sda: number, hz: number, timeoutUs: number): number;
  /** Default or current pin of a hardware bus: `which` 0 SCL, 1 SDA, 2 frequency. */
  i2c_info(id: number, which: number): number;
  /** Returns the number of ACKs received for data bytes, or -errno (no ACK of the address: ENODEV on SoftI2C, EIO on the RP2040's I2C). */
  i2c_write(bus: number, target: number, address: number, length: number, stop: number): number;
  i2c_read(bus: number, target: number, address: number, length: number, stop: number): number;
  /** Primitive operations of SoftI2C. */
  i2c_start(bus: number): number;
  i2c_stop(bus: number): number;
  i2c_raw_write(bus: number, address: number, length: number): number;
  i2c_raw_read(bus: number, address: number, length: number, nack: number): number;

  // --- SPI controllers 0 and 1; `id` -1 makes a SoftSPI. A transfer blocks for its time on the bus.
  /**
   * `format`: bits of a word + 64 * polarity + 128 * phase. `pins`: SCK + 64 * MOSI + 4096 * MISO; 63: the pin as it was, at first
   * the board's; 62: none. Returns the bus handle, or -1 bad id or format, -2 bad SCK, -3 bad MOSI, -4 bad MISO.
   */
  spi_init(id: number, baud: number, format: number, pins: number): number;
  /** Pin of a bus: `which` 0 SCK, 1 MOSI, 2 MISO; 3: its baud rate, 0 before it was initialised. */
  spi_info(bus: number, which: number): number;
  /** Sends `length` words from `from`, and puts those that come to `to` (0: nowhere). Returns 0 or -errno. */
  spi_transfer(bus: number, from: number, to: number, length: number): number;

  // --- I2C targets 0 and 1, on the RP2040. What a controller does goes on by itself.
  /** Returns 0, -1 bad id, -2 bad SCL pin, -3 bad SDA pin. `scl`, `sda` -1: as they are, or the board's default pins. */
  i2c_target_init(id: number, scl: number, sda: number, address: number): number;
  /** What the controller reads and writes: `length` bytes in place, after `addressBytes` bytes of address. */
  i2c_target_memory(id: number, address: number, length: number, addressBytes: number): void;
  /** 0 SCL, 1 SDA, 2 the target's address, 3 the memory's address that was last selected. */
  i2c_target_info(id: number, which: number): number;
  /** Which events interrupt (kind 4), by the bits of `I2CTarget.IRQ_...`; 0 none. */
  i2c_target_irq(id: number, trigger: number, hard: number): void;
  /** Takes up to `length` received bytes, returns how many. */
  i2c_target_read(id: number, address: number, length: number): number;
  /** Hands bytes over to be read, returns for how many there was room. */
  i2c_target_write(id: number, address: number, length: number): number;
  i2c_target_deinit(id: number): void;

  // --- UARTs 0 and 1. Sending and receiving go on by themselves, through buffers; only `uart_wait` and `uart_break` block.
  /**
   * Sets up and switches on. `format`: data bits + 16 * parity (0 none, 1 even, 2 odd) + 64 * stop bits. `pins`: TX + 64 * RX +
   * 4096 * (bit 0 TX, bit 1 RX inverted); 63: the pin as it was, at first the board's. `buffers`: sizes of the receiver's + 32768 *
   * the sender's; one of another size than before is empty. Returns 0, or -1 bad id, -2 bad TX pin, -3 bad RX pin.
   */
  uart_init(id: number, baud: number, format: number, pins: number, buffers: number): number;
  /** What is in the buffers is forgotten; so is the FIFOs' content. Without effect while it is off. */
  uart_clear(id: number): void;
  /** GPIO of TX (`which` 0) or RX (1). */
  uart_pin(id: number, which: number): number;
  /** Puts what fits into the buffer and the FIFO; returns how many bytes, -EINVAL while it is off. */
  uart_write(id: number, address: number, length: number): number;
  /** Copies up to `length` bytes that have come; returns how many. */
  uart_read(id: number, address: number, length: number): number;
  /** Bytes that have come; takes them out of the FIFO. */
  uart_any(id: number): number;
  /** 1 there is something to read + 4 there is room for writing + 8 all is sent. */
  uart_poll(id: number): number;
  /**
   * Blocks until one of the `events` (as for `uart_poll`) holds: 1. 0 when the millisecond counter has advanced by more than
   * `ms`, as in the C code, so that it lasts between `ms` and `ms` + 1.
   */
  uart_wait(id: number, events: number, ms: number): number;
  /** Holds the line low for 13 bit times; blocks as long. */
  uart_break(id: number): number;
  /** Which events interrupt: 0x20 all but five bytes are sent, 0x40 a pause in what comes, 0x200 a break. */
  uart_irq(id: number, trigger: number, hard: number): void;
  uart_deinit(id: number): void;

  // --- PIO blocks 0 and 1 of the RP2040, and their state machines 0 to 7
  /** Puts a program of `length` instructions into a block's memory. Returns where, or -ENOMEM. */
  pio_add(block: number, address: number, length: number): number;
  /** Its place can be taken again. */
  pio_remove(block: number, offset: number, length: number): void;
  /**
   * Stops the machine and sets it up. At the address: where the program begins, divider in 256ths, EXECCTRL, SHIFTCTRL, base of
   * inputs, pin of jumps, and for OUT, SET and side-set: base, count, directions, values. All have 32 bits; no pin is 2^32 - 1.
   */
  pio_init(id: number, address: number): void;
  /** Switches the machine on (1) or off (0), or leaves it (-1). Whether it is on. */
  pio_active(id: number, on: number): number;
  pio_restart(id: number): void;
  pio_exec(id: number, instruction: number): void;
  /** Words in the FIFO: `which` 0 TX, 1 RX. */
  pio_level(id: number, which: number): number;
  /**
   * Puts what there is room for of `words` words into the FIFO, at least one: blocks until it can. Returns how many, 0 when it was
   * interrupted. `format`: bytes of a word (1, 2, 4) + 8 * bits by which each is shifted to the left.
   */
  pio_put(id: number, address: number, words: number, format: number): number;
  /** The same of taking what is there; words are shifted to the right. */
  pio_get(id: number, address: number, words: number, format: number): number;
  /**
   * Which machines' flags interrupt the processor (kind 6), a bit each; which machines have a handler, and for which the block's
   * handler is; handlers that are hard ones, a bit each and 16 for the block's.
   */
  pio_irq(block: number, enabled: number, own: number, all: number, hard: number): void;

  // --- bits by their lengths
  /**
   * Sends bytes as pulses: high and low time of a 0 and of a 1, ns, each pair as high + 2^20 * low. Nothing interrupts it. Returns 0,
   * or -EINVAL.
   */
  bitstream(gpio: number, zero: number, one: number, address: number, length: number): number;

  // --- bit-banged lines, with interrupts off. They block.
  /**
   * What `_onewire` does on a line: 0 reset (1: somebody is there), 1 read a bit, 2 read a byte, 3 write a bit, 4 write a byte.
   */
  onewire(gpio: number, what: number, value: number): number;
  /**
   * Lets go of an open-drain pin that has been low for a start signal, and puts the five bytes of a DHT sensor's answer at `address`.
   * Returns 0, or -ETIMEDOUT.
   */
  dht_read(gpio: number, address: number): number;

  // --- timers (ids are chosen by Python: hardware timers by their number, virtual ones from 100 up)
  /** Returns 0, or -ENOMEM when too many run. */
  timer_start(id: number, periodNs: number, periodic: number, hard: number): number;
  timer_stop(id: number): void;

  // --- clock, reset, power
  /** Sets the real-time clock: seconds since 1970-01-01. */
  rtc_set(seconds: number): void;
  wdt_start(ms: number): number;
  wdt_feed(): void;
  /** Blocks until a pulse of `level` ended: its length in us, -2 when it never began, -1 when it never ended. */
  pulse_us(gpio: number, level: number, timeoutUs: number): number;
  /** Resets the board; does not return. 0 soft reset, 1 hard (`machine.reset`). */
  reset(kind: number): void;
  /** As `machine.reset_cause()` of the port: on the RP2040 1 power-on, 3 watchdog or `machine.reset`. */
  reset_cause(): number;
  /** Low-power sleep for `ms` (-1: until an interrupt, on the ESP32 until what may wake it); the serial console is off. Blocks. */
  lightsleep(ms: number): void;
  /** As `lightsleep`, then resets the board; does not return. */
  deepsleep(ms: number): void;
  freq(): number;
  /** Returns 0 or -EINVAL when the PLL cannot make it. The peripherals' clock becomes 48 MHz, or with `peripherals` 1 the same. */
  set_freq(hz: number, peripherals: number): number;

  // --- identity and reports
  /**
   * Facts about the board: "platform", "sysname", "nodename", "release", "version", "machine", "build" (sys.implementation._build), "unique_id"
   * (hex), "pins" ("GP0=0,…,LED=25": names of `Pin.board`), "cpu_pins" ("GPIO0=0,…": names of `Pin.cpu`).
   */
  board_info(key: string): string;
  /** The main program ended: kind 0 normally, 1 by an exception (its type name; the traceback follows on stdout), 2 by `sys.exit`. */
  ended(kind: number, type: string): void;
  /**
   * Between `report(1)` and `report(0)` what is written to stdout is a traceback: the host removes frames of modules that
   * are C on a real board and writes frozen modules' paths as they are there (`asyncio/core.py`).
   */
  report(on: number): void;
  /** Something a developer should see, recorded on the board's fault track. */
  fault(text: string): void;
  /**
   * What a test on the board asks of the world around it, or tells it (python/tickless.py, python/unittest.py). Takes no time. A
   * text that begins with "!" is an error.
   */
  bench(what: string, a: string, b: string, value: number): string | number;
}

/** Python exceptions in handlers, tasks and so on are printed to stdout by Python itself. */
export type HalName = keyof Hal;

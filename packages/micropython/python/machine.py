"""machine, as on the RP2040 port of MicroPython 1.27; what other ports have instead comes last."""

from ubinascii import unhexlify as _unhexlify
from utime import ticks_diff as _ticks_diff
from _hal import (
    board_info as _board_info,
    irq_disable as disable_irq,
    irq_enable as _irq_enable,
    wait_ms as _wait_ms,
    sleep_ns as _sleep_ns,
    reset as _reset,
    reset_cause,
    lightsleep as _lightsleep,
    deepsleep as _deepsleep,
    freq as _freq,
    set_freq as _set_freq,
    pulse_us as _pulse_us,
    bitstream as _bitstream,
    dht_read as _dht_read,
    pin_init as _pin_init,
    pin_set as _pin_set,
    ticks_us as _ticks_us,
)
import _common
from _common import to_int as _to_int, check as _check, NotSimulated as _NotSimulated
from _machine_pin import Pin, gpio_of as _gpio_of
from _machine_signal import PinBase, Signal
from _machine_pwm import PWM
from _machine_adc import ADC
from _machine_i2c import I2C, SoftI2C, _bytes, _space
from _machine_i2c_target import I2CTarget
from _machine_mem import mem8, mem16, mem32
from _machine_timer import Timer
from _machine_uart import UART
from _machine_spi import SPI, SoftSPI
from _machine_rtc import RTC, WDT

PWRON_RESET = 1
WDT_RESET = 3

I2S = _NotSimulated("machine.I2S")
USBDevice = _NotSimulated("machine.USBDevice")
bootloader = _NotSimulated("machine.bootloader")


def unique_id():
    return _unhexlify(_board_info("unique_id"))


def reset():
    _reset(1)


def soft_reset():
    # As on a board the program is left like by `sys.exit`; then it starts anew.
    _common.soft_reset = SystemExit()
    raise _common.soft_reset


def enable_irq(state):
    _irq_enable(_to_int(state))


def idle():
    # Until the next interrupt, or a millisecond.
    _wait_ms(1)


def freq(hz=None, peripherals=None):
    if hz is None:
        return int(_freq())
    same = peripherals is not None and _to_int(peripherals) == hz
    if _set_freq(_to_int(hz), 1 if same else 0) < 0:
        raise ValueError("cannot change frequency")
    if peripherals is not None and _to_int(peripherals) not in (48000000, hz):
        raise ValueError("peripheral freq must be 48_000_000 or the same as the MCU freq")


def lightsleep(ms=None):
    if ms is None:
        _lightsleep(-1)
        return
    ms = _to_int(ms)
    if ms <= 1:
        if ms == 1:
            _sleep_ns(1e6)
    else:
        _lightsleep(_sleep_length(ms))


def deepsleep(ms=None):
    _deepsleep(-1 if ms is None else _sleep_length(_to_int(ms)))


_OPEN_DRAIN = 2  # What `pin_init` calls it; `Pin.OPEN_DRAIN` is another number on each port.


def dht_readinto(pin, buf):
    gpio = _gpio_of(pin)
    at, size = _space(buf)
    if size < 5:
        raise ValueError("buffer too small")
    # Up to here interrupts are served, as on a board.
    _pin_init(gpio, _OPEN_DRAIN, -1, 1)
    _sleep_ns(250e6)
    _pin_set(gpio, 0)
    _sleep_ns(18e6)
    _check(_dht_read(gpio, at))


def bitstream(pin, encoding, timing, data):
    gpio = _gpio_of(pin)
    if _to_int(encoding) != 0:
        raise ValueError("encoding")
    if len(timing) != 4:
        raise ValueError("requested length 4 but object has length %d" % len(timing))
    times = [_to_int(time) for time in timing]
    if min(times) < 0 or max(times) >= 1048576:
        raise ValueError("timing out of range")
    at, size, data = _bytes(data)
    _bitstream(gpio, times[0] + 1048576.0 * times[1], times[2] + 1048576.0 * times[3], at, size)


def _sleep_length(ms):
    if ms >= 4294967:
        raise ValueError("sleep too long")
    return ms


def time_pulse_us(pin, pulse_level, timeout_us=1000000):
    level = 1 if pulse_level else 0
    if isinstance(pin, PinBase):
        return _pulse_of_object(pin, level, timeout_us)
    return _pulse_us(_gpio_of(pin), level, _to_int(timeout_us))


def _pulse_of_object(pin, level, timeout):
    for wait_for_level, late in ((True, -2), (False, -1)):
        start = _ticks_us()
        while (pin.value() == level) is not wait_for_level:
            if _ticks_diff(_ticks_us(), start) >= timeout:
                return late
    return _ticks_diff(_ticks_us(), start)


if _board_info("platform") == "esp32":
    from _machine_esp32 import *

    # This chip of the family has neither.
    del I2CTarget, USBDevice

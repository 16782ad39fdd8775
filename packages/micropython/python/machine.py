"""machine, as on the RP2040 port of MicroPython 1.27."""

from ubinascii import unhexlify as _unhexlify
from uctypes import bytearray_at as _bytearray_at
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
    ticks_us as _ticks_us,
)
import _common
from _common import to_int as _to_int, NotSimulated as _NotSimulated
from _machine_pin import Pin, PinBase, Signal, gpio_of as _gpio_of
from _machine_pwm import PWM
from _machine_adc import ADC
from _machine_i2c import I2C, SoftI2C
from _machine_timer import Timer
from _machine_uart import UART
from _machine_rtc import RTC, WDT

PWRON_RESET = 1
WDT_RESET = 3

SPI = _NotSimulated("machine.SPI")
SoftSPI = _NotSimulated("machine.SoftSPI")
I2S = _NotSimulated("machine.I2S")
I2CTarget = _NotSimulated("machine.I2CTarget")
USBDevice = _NotSimulated("machine.USBDevice")
bitstream = _NotSimulated("machine.bitstream")
dht_readinto = _NotSimulated("machine.dht_readinto")
bootloader = _NotSimulated("machine.bootloader")


class _Memory:
    """RAM by address. The chip's registers, which are the usual reason to use it, are not simulated yet."""

    def __init__(self, bits):
        self._bits = bits

    def _at(self, address):
        address = _to_int(address)
        size = self._bits // 8
        if address % size:
            raise ValueError("address %08x is not aligned to %d bytes" % (address, size))
        if not 0x1000 <= address < 0x200000:
            raise NotImplementedError("machine.mem%d of registers is not simulated yet" % self._bits)
        return _bytearray_at(address, size)

    def __getitem__(self, address):
        return int.from_bytes(self._at(address), "little")

    def __setitem__(self, address, value):
        cell = self._at(address)
        cell[:] = (_to_int(value) & ((1 << self._bits) - 1)).to_bytes(self._bits // 8, "little")

    def __delitem__(self, address):
        raise TypeError("object doesn't support item deletion")

    def __repr__(self):
        return "<%d-bit memory>" % self._bits


mem8 = _Memory(8)
mem16 = _Memory(16)
mem32 = _Memory(32)


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

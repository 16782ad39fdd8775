"""What machine of the ESP32 port has instead of the RP2040's, or besides."""

from _hal import freq as _freq, set_freq as _set_freq, lightsleep as _lightsleep, deepsleep as _deepsleep
from _hal import wake_reason, touch_read as _touch_read, touch_config as _touch_config, dac_write as _dac_write
from _common import to_int as _to_int, check as _check, NotSimulated as _NotSimulated
from _machine_adc import ADCBlock
from _machine_pin import gpio_of as _gpio_of
from _esp32_buses import I2C, SPI, SoftSPI
from _esp32_pcnt import Counter, Encoder
from _esp32_uart import UART

PWRON_RESET = 1
HARD_RESET = 2
WDT_RESET = 3
DEEPSLEEP_RESET = 4
SOFT_RESET = 5

SLEEP = 2
DEEPSLEEP = 4
PIN_WAKE = 2
EXT0_WAKE = 2
EXT1_WAKE = 3
TIMER_WAKE = 4
TOUCHPAD_WAKE = 5
ULP_WAKE = 6

SDCard = _NotSimulated("machine.SDCard")


def freq(hz=None):
    if hz is None:
        return int(_freq())
    # Whole MHz count.
    if _set_freq(_to_int(hz) // 1000000 * 1000000, 0) < 0:
        raise ValueError("frequency must be 20MHz, 40MHz, 80Mhz, 160MHz or 240MHz")


def lightsleep(time_ms=0):
    _lightsleep(_to_int(time_ms) or -1)


sleep = lightsleep


def deepsleep(time_ms=0):
    _deepsleep(_to_int(time_ms) or -1)


class TouchPad:
    def __init__(self, pin):
        self._gpio = _gpio_of(pin)
        if _touch_read(self._gpio) < 0:
            raise ValueError("invalid pin for touchpad")
        _touch_config(self._gpio, 0)

    def config(self, value):
        _touch_config(self._gpio, _to_int(value) & 0xFFFF)

    def read(self):
        return _touch_read(self._gpio)

    def __repr__(self):
        return "<TouchPad>"


class DAC:
    def __init__(self, pin):
        self._gpio = _gpio_of(pin)
        if _dac_write(self._gpio, 0) < 0:
            raise ValueError("invalid pin")

    def deinit(self):
        pass

    def write(self, value):
        value = _to_int(value)
        if not 0 <= value <= 255:
            raise ValueError("value out of range")
        _dac_write(self._gpio, value)

    def __repr__(self):
        return "DAC(Pin(%d))" % self._gpio

"""Those registers of the RP2040 that programs use (datasheet chapter 2)."""

import urandom as _random
from _hal import timer_us as _timer_us, gpio_bits as _bits, gpio_set_bits as _set_bits
from _hal import pin_init as _pin_init, pin_config as _pin_config, adc_read_u16 as _adc_read

_SIO = 0xD0000000
_CLOCKS = 0x40008000
_IO_BANK0 = 0x40014000
_PADS_BANK0 = 0x4001C000
_ADC = 0x4004C000
_TIMER = 0x40054000
_ROSC = 0x40060000
# Those of which a part is there, and those of which nothing is.
HERE = (_SIO, _CLOCKS, _IO_BANK0, _PADS_BANK0, _ADC, _TIMER, _ROSC)
NAMES = {_SIO: "SIO", _CLOCKS: "CLOCKS", _IO_BANK0: "IO_BANK0", _PADS_BANK0: "PADS_BANK0", _ADC: "ADC", _TIMER: "TIMER", _ROSC: "ROSC"}
NAMES.update({0x40000000: "SYSINFO", 0x40004000: "SYSCFG", 0x4000C000: "RESETS", 0x40034000: "UART0", 0x40038000: "UART1"})
NAMES.update({0x4003C000: "SPI0", 0x40040000: "SPI1", 0x40044000: "I2C0", 0x40048000: "I2C1", 0x40050000: "PWM"})
NAMES.update({0x40058000: "WATCHDOG", 0x4005C000: "RTC", 0x50000000: "DMA", 0x50200000: "PIO0", 0x50300000: "PIO1"})
_GPIOS = 0x3FFFFFFF
_CTRL_SIO = 5
_CTRL_NONE = 31
# What nothing but the register itself remembers: SLEEP_EN0 and SLEEP_EN1, and the ADC's CS.
_kept = {_CLOCKS + 0xA8: 0xFFFFFFFF, _CLOCKS + 0xAC: 0x7FFF, _ADC: 0}
# TIMEHR holds what TIMELR had with it.
_high = 0


def block_of(address):
    return address & 0xFFFFC000


def _microseconds():
    return int(_timer_us())


def read(address):
    """The register's value, or None where there is none."""
    global _high
    block = address & 0xFFFFC000
    offset = address & 0xFFF
    if block == _SIO:
        if offset == 0:
            return 0  # The first core.
        if offset == 4:
            return _bits(0)
        if offset in (0x10, 0x20):
            return _bits(offset >> 4)
    elif block == _TIMER:
        if offset in (0x0C, 0x28):
            time = _microseconds()
            if offset == 0x0C:
                _high = time >> 32
            return time & 0xFFFFFFFF
        if offset == 0x24:
            return _microseconds() >> 32
        if offset == 8:
            return _high
    elif block == _IO_BANK0 and offset < 0xF0:
        gpio = offset >> 3
        if offset & 4:
            config = _pin_config(gpio)
            return config >> 6 if config & 15 == 3 else _CTRL_NONE if config & 15 == 4 else _CTRL_SIO
        bit = 1 << gpio
        level = 1 if _bits(0) & bit else 0
        # INFROMPAD and INTOPERI, OETOPAD, OUTTOPAD.
        return level * 0xA0000 | (0x2000 if _bits(2) & bit else 0) | (0x200 if _bits(1) & bit else 0)
    elif block == _PADS_BANK0 and 4 <= offset < 0x7C:
        pulls = _pin_config((offset >> 2) - 1) >> 4 & 3
        # Input enable, 4 mA and Schmitt trigger, as after a reset.
        return 0x52 | (8 if pulls & 1 else 0) | (4 if pulls & 2 else 0)
    elif block == _ADC and offset == 4:
        return _adc_read(_kept[_ADC] >> 12 & 7) >> 4
    elif block == _ADC and offset == 0:
        return _kept[_ADC] | 0x100  # READY
    elif block == _ROSC and offset == 0x1C:
        return _random.getrandbits(1)  # RANDOMBIT
    return _kept.get(block | offset)


def write(address, value, bits):
    """False where there is no such register."""
    # A narrow write is on all lanes of the bus (2.1.4).
    value *= {8: 0x1010101, 16: 0x10001, 32: 1}[bits]
    block = address & 0xFFFFC000
    offset = address & 0xFFF
    if block == _SIO:
        which = offset >> 4
        if which not in (1, 2) or offset & 3:
            return False
        old = _bits(which)
        _set_bits(which, (value, old | value, old & ~value, old ^ value)[offset >> 2 & 3] & _GPIOS)
        return True
    # The addresses at which bits are inverted, set and cleared (2.1.2).
    alias = address >> 12 & 3
    if alias:
        old = read(block | offset)
        if old is None:
            return False
        value = (0, old ^ value, old | value, old & ~value)[alias]
    if block == _IO_BANK0 and offset & 4 and offset < 0xF0:
        gpio = offset >> 3
        function = value & 31
        if function == _CTRL_SIO:
            _pin_init(gpio, 1 if _bits(2) & (1 << gpio) else 0, -1, -1)
        elif function == _CTRL_NONE:
            _pin_init(gpio, 3, (_pin_config(gpio) >> 4 & 3) + 16 * _CTRL_NONE, -1)
        else:
            return value == read(block | offset)
    elif block == _PADS_BANK0 and 4 <= offset < 0x7C:
        _pin_init((offset >> 2) - 1, -1, (value >> 3 & 1) | (value >> 1 & 2), -1)
    elif block | offset in _kept:
        _kept[block | offset] = value
    else:
        return False
    return True

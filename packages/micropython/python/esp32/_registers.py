"""Those registers of the ESP32 that programs use (technical reference manual, chapters 4 and 24)."""

import urandom as _random
from _hal import gpio_bits as _bits, gpio_set_bits as _set_bits

_GPIO = 0x3FF44000
_RNG = 0x3FF75000
# Those of which a part is there, and those of which nothing is.
HERE = (_GPIO, _RNG)
NAMES = {_GPIO: "GPIO", _RNG: "RNG", 0x3FF40000: "UART0", 0x3FF42000: "SPI1", 0x3FF43000: "SPI0", 0x3FF48000: "RTC", 0x3FF49000: "IO_MUX"}
NAMES.update({0x3FF4F000: "I2S0", 0x3FF50000: "UART1", 0x3FF53000: "I2C0", 0x3FF56000: "RMT", 0x3FF57000: "PCNT", 0x3FF59000: "LEDC"})
NAMES.update({0x3FF5A000: "EFUSE", 0x3FF5F000: "TIMG0", 0x3FF60000: "TIMG1", 0x3FF64000: "SPI2", 0x3FF65000: "SPI3", 0x3FF67000: "I2C1"})
NAMES.update({0x3FF6D000: "I2S1", 0x3FF6E000: "UART2", 0x3FF00000: "DPORT"})
# By offset what `gpio_bits` calls it: OUT, OUT1, ENABLE, ENABLE1, followed by W1TS (set) and W1TC (clear); and IN, IN1.
_WRITABLE = {0x04: 1, 0x10: 5, 0x20: 2, 0x2C: 6}
_INPUTS = {0x3C: 0, 0x40: 4}
_STRAP = 0x38
# The bits of the GPIOs that there are: 0 to 19, 21 to 23, 25 to 27; 32 to 39.
_LOW = 0x0EEFFFFF
_HIGH = 0xFF


def block_of(address):
    return address & 0xFFFFF000


def read(address):
    """The register's value, or None where there is none."""
    offset = address & 0xFFF
    if block_of(address) == _RNG:
        return _random.getrandbits(32) if offset == 0x144 else None
    if offset in _INPUTS:
        return _bits(_INPUTS[offset])
    if offset == _STRAP:
        return 0x13  # It has started from its flash.
    if offset in _WRITABLE:
        return _bits(_WRITABLE[offset])
    # W1TS and W1TC can only be written.
    return 0 if offset - 4 in _WRITABLE or offset - 8 in _WRITABLE else None


def write(address, value, bits):
    """False where there is no such register, or none that is written by parts."""
    if block_of(address) != _GPIO or bits != 32:
        return False
    offset = address & 0xFFF
    for step in (0, 4, 8):
        which = _WRITABLE.get(offset - step)
        if which is not None:
            old = _bits(which)
            _set_bits(which, (value, old | value, old & ~value)[step // 4] & (_HIGH if which & 4 else _LOW))
            return True
    return False

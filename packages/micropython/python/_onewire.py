"""_onewire: the C part of 1-Wire."""

from _hal import onewire as _onewire
from _common import to_int as _to_int
from _machine_pin import gpio_of as _gpio_of


def reset(pin):
    return _onewire(_gpio_of(pin), 0, 0) == 1


def readbit(pin):
    return _onewire(_gpio_of(pin), 1, 0)


def readbyte(pin):
    return _onewire(_gpio_of(pin), 2, 0)


def writebit(pin, value):
    _onewire(_gpio_of(pin), 3, _to_int(value) & 1)


def writebyte(pin, value):
    _onewire(_gpio_of(pin), 4, _to_int(value) & 255)


def crc8(data):
    # x^8 + x^5 + x^4 + 1, lowest bit first (Maxim application note 27).
    crc = 0
    for byte in bytes(data):
        for _ in range(8):
            low = (crc ^ byte) & 1
            crc >>= 1
            if low:
                crc ^= 0x8C
            byte >>= 1
    return crc

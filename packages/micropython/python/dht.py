"""Humidity and temperature sensors DHT11 and DHT22, as the module that is frozen into MicroPython's firmware."""

from array import array as _array
from machine import dht_readinto

_single = _array("f", (0,))


class DHTBase:
    def __init__(self, pin):
        self.pin = pin
        self.buf = bytearray(5)

    def measure(self):
        buf = self.buf
        dht_readinto(self.pin, buf)
        if sum(buf[:4]) & 0xFF != buf[4]:
            raise Exception("checksum error")


class DHT11(DHTBase):
    def humidity(self):
        return self.buf[0]

    def temperature(self):
        return self.buf[2]


def _tenths(count):
    # A float of a board: 234 is told as 23.4.
    _single[0] = count / 10
    return _single[0]


class DHT22(DHTBase):
    def humidity(self):
        return _tenths(self.buf[0] << 8 | self.buf[1])

    def temperature(self):
        degrees = (self.buf[2] & 0x7F) << 8 | self.buf[3]
        return _tenths(-degrees if self.buf[2] & 0x80 else degrees)

"""Humidity and temperature sensors DHT11 and DHT22, as the module that is frozen into MicroPython's firmware."""

from machine import dht_readinto


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


class DHT22(DHTBase):
    # On a board they are multiplied by 0.1, with a precision of 24 bits: 234 is told as 23.4. So it is here.
    def humidity(self):
        return (self.buf[0] << 8 | self.buf[1]) / 10

    def temperature(self):
        degrees = ((self.buf[2] & 0x7F) << 8 | self.buf[3]) / 10
        return -degrees if self.buf[2] & 0x80 else degrees

"""Pressure and temperature sensor BMP180. It measures one of them at a time, and both results are read at the same place."""

from struct import unpack

ADDRESS = 0x77
CONTROL = 0xF4
RESULT = 0xF6
CALIBRATION = 0xAA


class BMP180:
    # What is written to CONTROL: pressure as the mean of eight samples.
    TEMPERATURE = 0x2E
    PRESSURE = 0xF4

    def __init__(self, i2c):
        self.i2c = i2c
        self.calibration = unpack(">hhhHHHhhhhh", i2c.readfrom_mem(ADDRESS, CALIBRATION, 22))
        self.b5 = 0

    def start(self, command):
        self.i2c.writeto_mem(ADDRESS, CONTROL, bytes([command]))

    def result(self):
        """Of the last measurement, whatever it was; three bytes, of which temperatures need two."""
        high, middle, low = self.i2c.readfrom_mem(ADDRESS, RESULT, 3)
        return high << 16 | middle << 8 | low

    def celsius(self, raw):
        ac5, ac6, mc, md = self.calibration[4], self.calibration[5], self.calibration[9], self.calibration[10]
        x1 = ((raw >> 8) - ac6) * ac5 >> 15
        # mc is below 0, and the data sheet's division rounds towards 0.
        self.b5 = x1 - (-mc << 11) // (x1 + md)
        return (self.b5 + 8 >> 4) / 10

    def hectopascals(self, raw):
        ac1, ac2, ac3, ac4, _, _, b1, b2, _, _, _ = self.calibration
        b6 = self.b5 - 4000
        x3 = (b2 * (b6 * b6 >> 12) >> 11) + (ac2 * b6 >> 11)
        b3 = ((ac1 * 4 + x3 << 3) + 2) // 4
        x3 = (ac3 * b6 >> 13) + (b1 * (b6 * b6 >> 12) >> 16) + 2 >> 2
        b4 = ac4 * (x3 + 32768) >> 15
        p = ((raw >> 5) - b3) * (50000 >> 3) * 2 // b4
        x1 = (p >> 8) * (p >> 8) * 3038 >> 16
        return (p + (x1 + (-7357 * p >> 16) + 3791 >> 4)) // 100

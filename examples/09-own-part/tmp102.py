"""The thermometer TMP102 on I2C."""


class TMP102:
    def __init__(self, i2c, address=0x48):
        self.i2c = i2c
        self.address = address

    def celsius(self):
        high, low = self.i2c.readfrom_mem(self.address, 0, 2)
        steps = high << 4 | low >> 4
        return (steps - 4096 if steps > 2047 else steps) * 0.0625

    def limits(self, low, high):
        """It alerts from `high` on, until it is colder than `low`."""
        for register, degrees in ((2, low), (3, high)):
            word = int(degrees / 0.0625) << 4 & 0xFFFF
            self.i2c.writeto_mem(self.address, register, bytes((word >> 8, word & 0xFF)))

# board: esp32
# wires: 13 12
from machine import Pin, I2C, SoftI2C, SPI, SoftSPI


def refused(f):
    try:
        print(f())
    except Exception as exc:
        print(type(exc).__name__, exc)


print(I2C(0), I2C(1))
i2c = I2C(0, scl=Pin(22), sda=Pin(21), freq=100000)
print(i2c, I2C(0) is i2c)
refused(lambda: I2C(2))
refused(lambda: I2C(0, scl=Pin(20)))
refused(lambda: I2C(0, scl=Pin(22), sda=Pin(21)).scan())
refused(lambda: i2c.writeto(0x3C, b"x"))
refused(lambda: i2c.readfrom(0x3C, 1))
refused(lambda: i2c.start())
print(I2C(scl=Pin(22), sda=Pin(21)))
print(I2C(-1, scl=Pin(22), sda=Pin(21), freq=100000))
print(SoftI2C(Pin(22), Pin(21), freq=100000))

print(SPI.MSB, SPI.LSB)
print(SPI(1), SPI(2))
spi = SPI(1, 10_000_000, sck=Pin(14), mosi=Pin(13), miso=Pin(12))
print(spi, SPI(1) is spi)
refused(lambda: SPI(0))
refused(lambda: SPI(3))
for baud in (400000, 1_000_000, 3_000_000, 7_000_000, 26_000_000, 60_000_000, 80_000_000):
    print(baud, SPI(1, baud))
spi.init(baudrate=1000000, polarity=1, phase=1)
print(spi)
got = bytearray(4)
spi.write_readinto(b"loop", got)
print(got)
one = SPI(2, 1000000, sck=Pin(18), mosi=Pin(23), miso=None)
print(one, one.read(2))
one.write(b"x")
one.deinit()
refused(lambda: one.write(b"x"))
soft = SoftSPI(baudrate=500000, sck=Pin(14), mosi=Pin(13), miso=Pin(12))
print(soft)
soft.write_readinto(b"soft", got)
print(got)
print(SPI(-1, 100000, sck=Pin(14), mosi=Pin(13), miso=Pin(12)))

from machine import I2C

i2c = I2C(0, freq=400000)
print(i2c.scan())


def attempt(f, *args):
    try:
        print(f(*args))
    except OSError as er:
        print("OSError", er.errno)


attempt(i2c.writeto, 0x3C, b"\x00\xae")
attempt(i2c.readfrom, 0x3C, 2)
attempt(i2c.readfrom_into, 0x3C, bytearray(2))
attempt(i2c.writevto, 0x3C, (b"\x40", b"abc"))
attempt(i2c.writeto_mem, 0x68, 0x6B, b"\x00")
attempt(i2c.readfrom_mem, 0x68, 0x75, 1)
for name in ("start", "stop"):
    try:
        getattr(i2c, name)()
    except OSError as er:
        print(er)

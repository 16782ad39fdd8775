from machine import SoftI2C, Pin

i2c = SoftI2C(scl=Pin(9), sda=Pin(8), freq=100000)
print(i2c)
for wrong in ({}, {"scl": 9}, {"scl": 9, "sda": 8, "baudrate": 1}):
    try:
        SoftI2C(**wrong)
    except TypeError:
        print("TypeError")
try:
    SoftI2C(scl=99, sda=8)
except ValueError as er:
    print(er)

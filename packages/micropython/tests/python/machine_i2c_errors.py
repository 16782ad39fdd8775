from machine import I2C, Pin


def attempt(*args, **kwargs):
    try:
        print(I2C(*args, **kwargs))
    except ValueError as er:
        print(er)


attempt(2)
attempt(-1)
attempt(0, scl=Pin(3), sda=Pin(2))
attempt(0, scl=Pin(4), sda=Pin(5))
attempt(0, scl=Pin(1), sda=Pin(1))
attempt(1, scl=Pin(5), sda=Pin(4))
try:
    I2C(0, Pin(5), Pin(4))
except TypeError:
    print("TypeError")

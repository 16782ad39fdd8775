# Nothing is connected: the pull decides.
from machine import Pin

pin = Pin(10, Pin.IN, Pin.PULL_UP)
print(pin.value())
pin.init(Pin.IN, Pin.PULL_DOWN)
print(pin.value())
pin.init(pull=Pin.PULL_UP)
print(pin.value(), pin)
pin.init(Pin.IN)
print(pin)

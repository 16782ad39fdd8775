from machine import Pin

pin = Pin(11, Pin.OPEN_DRAIN, Pin.PULL_UP)
print(pin.value())
pin.off()
print(pin.value())
pin.value(1)
print(pin.value())
pin.toggle()
print(pin.value())

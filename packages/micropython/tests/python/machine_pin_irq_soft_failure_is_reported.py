from machine import Pin
import time

pin = Pin(5, Pin.OUT, value=0)


def handler(p):
    raise ValueError("in handler")


pin.irq(handler, Pin.IRQ_RISING)
for i in range(2):
    pin.on()
    time.sleep_ms(1)
    pin.off()
    time.sleep_ms(1)
print("program goes on")

from machine import Pin
import time

pin = Pin(5, Pin.OUT, value=0)


def handler(p):
    print("called")
    raise ValueError


irq = pin.irq(handler, Pin.IRQ_RISING, hard=True)
pin.on()
pin.off()
pin.on()
time.sleep_ms(1)
print(irq.trigger())

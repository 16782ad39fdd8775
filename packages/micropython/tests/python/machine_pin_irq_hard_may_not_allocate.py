from machine import Pin
import micropython
import time

pin = Pin(5, Pin.OUT, value=0)
count = 0
box = [0]


def handler(p):
    global count
    count += 1
    try:
        bytearray(100)
    except MemoryError:
        box[0] += 1


pin.irq(handler, Pin.IRQ_RISING, hard=True)
for i in range(3):
    pin.on()
    pin.off()
time.sleep_ms(1)
print(count, box, micropython.heap_locked())

from machine import Pin
import time

pin = Pin(5, Pin.OUT, value=0)
edges = []
pin.irq(lambda p: edges.append(p()))
for i in range(4):
    pin.toggle()
    time.sleep_ms(1)
print(edges)

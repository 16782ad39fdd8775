"""A LED that blinks, and a button that switches a lamp: how it is not done."""

import time
from machine import Pin

led = Pin(19, Pin.OUT)
lamp = Pin(18, Pin.OUT)
button = Pin(14, Pin.IN, Pin.PULL_UP)  # reads 0 while pressed

while True:
    led.toggle()
    time.sleep(1)
    if button.value() == 0:
        lamp.toggle()
        print("switched")

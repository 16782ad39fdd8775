"""A button switches a lamp, by looking at it without end."""

from machine import Pin
from time import sleep_ms

button = Pin(14, Pin.IN, Pin.PULL_UP)  # reads 0 while pressed
lamp = Pin(19, Pin.OUT)

while True:
    while button.value() == 1:
        pass
    lamp.toggle()
    print("switched")
    sleep_ms(20)  # the contact bounces
    while button.value() == 0:
        pass
    sleep_ms(20)

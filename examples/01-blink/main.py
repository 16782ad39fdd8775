"""Blink: switches a LED on and off, for ever."""

from machine import Pin
from time import sleep_ms

led = Pin(15, Pin.OUT)

while True:
    led.on()
    print("on")
    sleep_ms(500)
    led.off()
    print("off")
    sleep_ms(500)

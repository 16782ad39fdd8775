"""Counts a falling edge, and then none for a while: by then the contact is at rest."""

from machine import Pin
from time import sleep, ticks_diff, ticks_ms

LOCKOUT_MS = 200

presses = 0
counted_at = ticks_ms() - LOCKOUT_MS


def pressed(pin):
    global presses, counted_at
    now = ticks_ms()
    if ticks_diff(now, counted_at) < LOCKOUT_MS:
        return
    counted_at = now
    presses += 1
    print("presses:", presses)


button = Pin(14, Pin.IN, Pin.PULL_UP)  # reads 0 while pressed
button.irq(pressed, Pin.IRQ_FALLING)
while True:
    sleep(1)

"""Counts how often a button is pressed. The obvious way, and the wrong one: see README.md."""

from machine import Pin

button = Pin(14, Pin.IN, Pin.PULL_UP)  # reads 0 while pressed
presses = 0
before = 1

print("ready")
while True:
    now = button.value()
    if before == 1 and now == 0:
        presses += 1
        print("presses:", presses)
    before = now

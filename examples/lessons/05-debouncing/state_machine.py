"""Believes a level that has lasted. A timer looks at the button; between two looks all that is known is the state."""

from machine import Pin, Timer
from time import sleep

POLL_MS = 5
STABLE_MS = 20

UP, CLOSING, DOWN, OPENING = range(4)
state = UP
kept = 0  # milliseconds for which the new level has lasted
presses = 0


def look(timer):
    global state, kept, presses
    closed = button.value() == 0
    if state == UP:
        if closed:
            state, kept = CLOSING, 0
    elif state == CLOSING:
        kept += POLL_MS
        if not closed:
            state = UP
        elif kept >= STABLE_MS:
            state = DOWN
            presses += 1
            print("presses:", presses)
    elif state == DOWN:
        if not closed:
            state, kept = OPENING, 0
    elif state == OPENING:
        kept += POLL_MS
        if closed:
            state = DOWN
        elif kept >= STABLE_MS:
            state = UP


button = Pin(14, Pin.IN, Pin.PULL_UP)  # reads 0 while pressed
Timer(period=POLL_MS, callback=look)
while True:
    sleep(1)

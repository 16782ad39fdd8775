"""Counts falling edges: each of them a press, so it seems."""

from machine import Pin
from time import sleep

presses = 0


def pressed(pin):
    global presses
    presses += 1
    print("presses:", presses)


button = Pin(14, Pin.IN, Pin.PULL_UP)  # reads 0 while pressed
button.irq(pressed, Pin.IRQ_FALLING)
while True:
    sleep(1)

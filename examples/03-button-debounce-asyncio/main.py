"""Counts how often a button is pressed, while a LED blinks: two tasks, neither in the other's way."""

import asyncio
from machine import Pin

POLL_MS = 5
STABLE_MS = 20


async def stable(pin, level):
    """Returns when the pin has kept this level for STABLE_MS."""
    kept = 0
    while kept < STABLE_MS:
        await asyncio.sleep_ms(POLL_MS)
        kept = kept + POLL_MS if pin.value() == level else 0


async def count_presses(button):
    presses = 0
    while True:
        await stable(button, 0)
        presses += 1
        print("presses:", presses)
        await stable(button, 1)


async def blink(led):
    while True:
        led.toggle()
        await asyncio.sleep_ms(250)


async def main():
    button = Pin(14, Pin.IN, Pin.PULL_UP)  # reads 0 while pressed
    led = Pin(15, Pin.OUT)
    print("ready")
    await asyncio.gather(count_presses(button), blink(led))


asyncio.run(main())

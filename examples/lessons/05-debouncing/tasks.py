"""Believes a level that has lasted. Where the program waits is what it knows."""

import asyncio
from machine import Pin

POLL_MS = 5
STABLE_MS = 20


async def stable(pin, level):
    """Returns when the pin has kept this level for STABLE_MS."""
    while True:
        while pin.value() != level:
            await asyncio.sleep_ms(POLL_MS)
        for _ in range(STABLE_MS // POLL_MS):
            await asyncio.sleep_ms(POLL_MS)
            if pin.value() != level:
                break
        else:
            return


async def count(button):
    presses = 0
    while True:
        await stable(button, 0)
        presses += 1
        print("presses:", presses)
        await stable(button, 1)


asyncio.run(count(Pin(14, Pin.IN, Pin.PULL_UP)))  # reads 0 while pressed

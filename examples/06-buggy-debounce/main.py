"""Counts how often a button is pressed. It has a bug that three presses do not show."""

import asyncio
from machine import Pin

POLL_MS = 5
STABLE_MS = 20
PAUSE_MS = 150


async def count_presses(button):
    presses = 0
    while True:
        while button.value():
            await asyncio.sleep_ms(POLL_MS)
        await asyncio.sleep_ms(STABLE_MS)  # the contact has stopped bouncing
        if not button.value():
            presses += 1
            print("presses:", presses)
            await asyncio.sleep_ms(PAUSE_MS)  # the button has been released


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

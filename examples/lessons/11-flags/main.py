"""A button switches a lamp, beside a task that sleeps for long: by looking, again and again."""

import asyncio
from machine import Pin

button = Pin(14, Pin.IN, Pin.PULL_UP)  # reads 0 while pressed
lamp = Pin(18, Pin.OUT)


async def switch():
    while True:
        while button.value() == 1:
            await asyncio.sleep_ms(20)
        lamp.toggle()
        while button.value() == 0:
            await asyncio.sleep_ms(20)


async def blink():
    led = Pin(19, Pin.OUT)
    while True:
        led.toggle()
        await asyncio.sleep_ms(800)


async def main():
    await asyncio.gather(switch(), blink())


asyncio.run(main())

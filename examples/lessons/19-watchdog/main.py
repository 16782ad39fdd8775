"""A pump fills a tank until the float switch closes, pauses, and fills again. A watchdog sees to it that the program lives."""

import asyncio
import machine
from machine import WDT, Pin

pump = Pin(19, Pin.OUT, value=0)
led = Pin(18, Pin.OUT)
full = Pin(14, Pin.IN, Pin.PULL_UP)  # reads 0 while the tank is full


async def fill():
    while True:
        pump.on()
        while full.value() == 1:
            await asyncio.sleep_ms(20)
        pump.off()
        print("full")
        await asyncio.sleep(2)


async def blink():
    while True:
        led.toggle()
        await asyncio.sleep_ms(250)


async def feed(wdt):
    while True:
        wdt.feed()
        await asyncio.sleep_ms(500)


async def main():
    print("starts")
    await asyncio.gather(fill(), blink(), feed(WDT(timeout=2000)))


asyncio.run(main())

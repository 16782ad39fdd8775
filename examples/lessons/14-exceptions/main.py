"""A lamp that tells when something has tipped over, and a light that tells that the program runs."""

import asyncio
from machine import I2C, Pin

SENSOR = 0x68
POWER, ACCELERATION_Z = 0x6B, 0x3F

i2c = I2C(0, scl=Pin(5), sda=Pin(4), freq=400_000)
lamp = Pin(18, Pin.OUT)
running = Pin(19, Pin.OUT)


async def watch_tilt():
    i2c.writeto_mem(SENSOR, POWER, b"\x00")  # wakes it up
    while True:
        high, low = i2c.readfrom_mem(SENSOR, ACCELERATION_Z, 2)
        upright = 0x20 <= high < 0x80  # more than half a g downwards
        lamp.value(not upright)
        await asyncio.sleep_ms(100)


async def heartbeat():
    while True:
        running.toggle()
        await asyncio.sleep_ms(500)


async def main():
    asyncio.create_task(watch_tilt())
    await heartbeat()


asyncio.run(main())

"""Two tasks ask one sensor on one bus: what they are told belongs to the other."""

import asyncio
from bmp180 import BMP180
from machine import I2C, Pin


async def measure(command, wait_ms):
    sensor.start(command)
    await asyncio.sleep_ms(wait_ms)
    return sensor.result()


async def thermometer():
    while True:
        raw = await measure(sensor.TEMPERATURE, 5)
        print("%.1f C" % sensor.celsius(raw))
        await asyncio.sleep_ms(60)


async def barometer():
    while True:
        raw = await measure(sensor.PRESSURE, 26)
        print("%d hPa" % sensor.hectopascals(raw))
        await asyncio.sleep_ms(200)


async def main():
    await asyncio.gather(thermometer(), barometer())


sensor = BMP180(I2C(0, scl=Pin(5), sda=Pin(4), freq=400_000))
asyncio.run(main())

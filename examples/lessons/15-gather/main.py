"""Three thermometers. Each takes most of a second to measure: one after the other."""

import asyncio
from ds18x20 import DS18X20
from machine import Pin
from onewire import OneWire
from time import ticks_diff, ticks_ms


async def temperature(pin):
    sensor = DS18X20(OneWire(Pin(pin)))
    rom = sensor.scan()[0]
    sensor.convert_temp()
    await asyncio.sleep_ms(750)
    return sensor.read_temp(rom)


async def main():
    began = ticks_ms()
    temperatures = []
    for pin in (27, 21, 17):
        temperatures.append(await temperature(pin))
    print(temperatures, "after", ticks_diff(ticks_ms(), began), "ms")


asyncio.run(main())

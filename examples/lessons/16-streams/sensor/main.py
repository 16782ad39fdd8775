"""The other board: sends a line with each measurement, and takes lines with orders."""

import asyncio
from machine import ADC, UART, Pin
from time import ticks_ms

uart = UART(0, 9600, tx=Pin(0), rx=Pin(1))
stream = asyncio.StreamReader(uart)  # reads and writes
knob = ADC(Pin(26))
every_ms = 500


async def measure():
    while True:
        position = knob.read_u16() * 100 // 65535
        stream.write("knob at {} %, measured at {} ms\n".format(position, ticks_ms()))
        await stream.drain()
        await asyncio.sleep_ms(every_ms)


async def obey():
    global every_ms
    while True:
        words = (await stream.readline()).decode().split()
        if len(words) == 2 and words[0] == "every":
            every_ms = int(words[1])


async def main():
    await asyncio.gather(measure(), obey())


asyncio.run(main())

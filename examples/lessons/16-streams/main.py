"""A sensor on another board sends its measurements over a UART; here they are read, while a LED blinks."""

import asyncio
from machine import UART, Pin

uart = UART(0, 9600, tx=Pin(0), rx=Pin(1))


async def blink(led):
    while True:
        led.toggle()
        await asyncio.sleep_ms(100)


async def listen():
    while True:
        if uart.any():
            print(uart.read(uart.any()))
        await asyncio.sleep_ms(10)


async def main():
    await asyncio.gather(blink(Pin(19, Pin.OUT)), listen())


asyncio.run(main())

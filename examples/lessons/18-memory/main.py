"""Measures a hundred times a second, and sends what it has measured every few seconds: a text of many pieces."""

import asyncio
from machine import ADC, UART

COUNT = 280
sensor = ADC(26)
uart = UART(0, 115200, timeout=100, timeout_char=100)


async def measure(samples):
    for i in range(COUNT):
        samples.append("%d,%.3f" % (i, sensor.read_u16() * 3.3 / 65535))
        await asyncio.sleep_ms(10)


async def main():
    while True:
        samples = []
        await measure(samples)
        sent = uart.write("\n".join(samples))
        print(len(samples), "samples,", sent, "bytes")


asyncio.run(main())

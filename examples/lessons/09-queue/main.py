"""One task measures, another stores what was measured, which takes longer. Between them there is room for one value."""

import asyncio
from machine import Pin


class Buffer:
    def __init__(self):
        self.value = None
        self.filled = asyncio.Event()

    async def put(self, value):
        self.value = value
        self.filled.set()

    async def get(self):
        await self.filled.wait()
        self.filled.clear()
        return self.value


async def measure(buffer):
    led = Pin(19, Pin.OUT)
    number = 0
    while True:
        number += 1
        await buffer.put(number)
        led.toggle()
        # Six come quickly, then there is a pause.
        await asyncio.sleep_ms(50 if number % 6 else 800)


async def store(buffer):
    writing = Pin(18, Pin.OUT)
    while True:
        number = await buffer.get()
        writing.on()
        await asyncio.sleep_ms(150)  # a memory card takes its time
        writing.off()
        print("stored", number)


async def main():
    buffer = Buffer()
    await asyncio.gather(measure(buffer), store(buffer))


asyncio.run(main())

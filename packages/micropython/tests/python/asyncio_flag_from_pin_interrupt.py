import asyncio
from machine import Pin, Timer

pin = Pin(2, Pin.OUT, value=0)
flag = asyncio.ThreadSafeFlag()
pin.irq(lambda p: flag.set(), Pin.IRQ_RISING, hard=True)


async def main():
    edges = 0
    timer = Timer(period=10, callback=lambda t: pin.toggle())
    while edges < 3:
        await flag.wait()
        edges += 1
        print("edge", edges, pin.value())
    timer.deinit()


asyncio.run(main())

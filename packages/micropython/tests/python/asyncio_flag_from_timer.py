import asyncio
import time
from machine import Timer


async def main():
    flag = asyncio.ThreadSafeFlag()
    start = time.ticks_ms()
    for hard in (False, True):
        timer = Timer(mode=Timer.ONE_SHOT, period=20, hard=hard, callback=lambda t: flag.set())
        await flag.wait()
        print("woken")
    print(39 <= time.ticks_diff(time.ticks_ms(), start) <= 42)


asyncio.run(main())

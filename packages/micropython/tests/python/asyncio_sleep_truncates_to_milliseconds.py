import asyncio
import time


async def main():
    start = time.ticks_us()
    await asyncio.sleep(0.0009)
    print("0.0009:", time.ticks_diff(time.ticks_us(), start) < 900)
    start = time.ticks_ms()
    await asyncio.sleep(0.0257)
    print("0.0257:", 24 <= time.ticks_diff(time.ticks_ms(), start) <= 26)


asyncio.run(main())

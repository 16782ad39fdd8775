import asyncio
import time


async def main():
    start = time.ticks_ms()
    await asyncio.sleep(-1)
    await asyncio.sleep_ms(-1000)
    await asyncio.sleep(0)
    print(time.ticks_diff(time.ticks_ms(), start) < 3)


asyncio.run(main())

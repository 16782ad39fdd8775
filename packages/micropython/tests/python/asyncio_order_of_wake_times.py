# The earliest wake-up time comes first, whatever the order of creation.
import asyncio
import time


async def sleeper(ms):
    start = time.ticks_ms()
    await asyncio.sleep_ms(ms)
    print(ms, time.ticks_diff(time.ticks_ms(), start) - ms <= 1)


async def main():
    for ms in (30, 10, 50, 20, 40):
        asyncio.create_task(sleeper(ms))
    await asyncio.sleep_ms(60)


asyncio.run(main())

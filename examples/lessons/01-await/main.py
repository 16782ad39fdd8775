"""Two sensors warm up, one after the other. Each takes its time, and nothing else goes on meanwhile."""

import asyncio


async def warm_up(sensor, seconds):
    print(sensor, "warms up")
    await asyncio.sleep(seconds)
    print(sensor, "is ready")
    return seconds


async def main():
    gas = await warm_up("gas", 3)
    light = await warm_up("light", 2)
    print("took", gas, "s and", light, "s")


asyncio.run(main())

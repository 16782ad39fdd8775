# Tasks whose wake-up times fall on the same tick run in the order in which they went to sleep.
import asyncio


async def sleeper(name, first, second):
    await asyncio.sleep_ms(first)
    await asyncio.sleep_ms(second)
    print(name)


async def main():
    await asyncio.sleep_ms(5)  # Begin at the start of a tick.
    await asyncio.gather(sleeper("10+30", 10, 30), sleeper("20+20", 20, 20), sleeper("40+0", 40, 0), sleeper("0+40", 0, 40))


asyncio.run(main())

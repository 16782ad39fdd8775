import asyncio


async def value(ms, x):
    await asyncio.sleep_ms(ms)
    return x


async def main():
    print(await asyncio.gather(value(30, "a"), value(10, "b"), value(20, "c")))
    print(await asyncio.gather())
    done = asyncio.create_task(value(0, "early"))
    await asyncio.sleep_ms(5)
    print(await asyncio.gather(done, value(1, "late")))


asyncio.run(main())

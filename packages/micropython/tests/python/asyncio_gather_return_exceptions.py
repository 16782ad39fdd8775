import asyncio


async def value(x):
    await asyncio.sleep_ms(1)
    return x


async def failing(er):
    await asyncio.sleep_ms(2)
    raise er


async def main():
    task = asyncio.create_task(value(3))
    task.cancel()
    print(await asyncio.gather(value(1), failing(ValueError(2)), task, return_exceptions=True))


asyncio.run(main())

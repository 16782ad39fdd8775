import asyncio


async def slow():
    await asyncio.sleep_ms(10)


async def waiter(task):
    await task
    print("waiter done")


async def main():
    task = asyncio.create_task(slow())
    asyncio.create_task(waiter(task))
    await asyncio.sleep_ms(1)
    try:
        await asyncio.gather(task)
    except RuntimeError as er:
        print(er)
    await asyncio.sleep_ms(20)


asyncio.run(main())

# Tasks that are left when the main task ends are not cancelled: the next run goes on with them.
import asyncio


async def ticker():
    for i in range(4):
        print("tick", i)
        await asyncio.sleep_ms(10)


async def first():
    asyncio.create_task(ticker())
    await asyncio.sleep_ms(15)
    print("first ends")


async def second():
    await asyncio.sleep_ms(10)
    print("second ends")


asyncio.run(first())
asyncio.run(second())

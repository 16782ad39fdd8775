# The inner task swallows the cancellation, so the outer one goes on as if nothing had happened.
import asyncio


async def inner():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("inner refuses")
    return 5


async def outer(task):
    print("inner returned", await task)


async def main():
    b = asyncio.create_task(outer(asyncio.create_task(inner())))
    await asyncio.sleep_ms(1)
    b.cancel()
    await b


asyncio.run(main())

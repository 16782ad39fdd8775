# Cancelling a task that waits for another is passed on to the other.
import asyncio


async def inner():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("inner cancelled")
        raise


async def outer(task):
    try:
        await task
    except asyncio.CancelledError:
        print("outer cancelled")
        raise


async def main():
    a = asyncio.create_task(inner())
    b = asyncio.create_task(outer(a))
    await asyncio.sleep_ms(1)
    b.cancel()
    try:
        await b
    except asyncio.CancelledError:
        print(a.done(), b.done())


asyncio.run(main())

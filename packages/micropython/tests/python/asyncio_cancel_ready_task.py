# A task that is due already keeps its place in the queue when it is cancelled.
import asyncio


async def task(name):
    try:
        await asyncio.sleep_ms(0)
        print(name, "ran")
    except asyncio.CancelledError:
        print(name, "cancelled")


async def main():
    a = asyncio.create_task(task("a"))
    b = asyncio.create_task(task("b"))
    await asyncio.sleep_ms(0)
    a.cancel()
    await asyncio.sleep_ms(0)


asyncio.run(main())

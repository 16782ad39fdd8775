import asyncio
import time


async def sleeper():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("sleeper cancelled")
        raise


async def main():
    start = time.ticks_ms()
    task = asyncio.create_task(sleeper())
    await asyncio.sleep_ms(10)
    print(task.cancel())
    try:
        await task
    except asyncio.CancelledError as er:
        print("awaited:", repr(er))
    print(time.ticks_diff(time.ticks_ms(), start) < 15)


asyncio.run(main())

import asyncio
import time


async def slow():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("slow cancelled")
        raise


async def main():
    start = time.ticks_ms()
    try:
        await asyncio.wait_for(slow(), 0.05)
    except asyncio.TimeoutError as er:
        print("timeout", 49 <= time.ticks_diff(time.ticks_ms(), start) <= 52)
    print(issubclass(asyncio.TimeoutError, Exception), issubclass(asyncio.CancelledError, Exception))


asyncio.run(main())

# Not allowed in general, but when nothing else runs a scheduled call must be able to wake the loop.
import asyncio
from machine import Timer


async def main():
    event = asyncio.Event()
    Timer(mode=Timer.ONE_SHOT, period=10, callback=lambda t: event.set())
    await event.wait()
    print("woken")


asyncio.run(main())

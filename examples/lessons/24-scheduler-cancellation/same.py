"""A motor is stopped, three ways: what firmware.ts does, in Python."""

import asyncio


async def motor(name):
    print(name, "on")
    try:
        await asyncio.sleep_ms(1000)
        print(name, "has arrived")
    except asyncio.CancelledError:
        print(name, "is told to stop")
        raise
    finally:
        await asyncio.sleep_ms(30)  # it brakes
        print(name, "off")


async def main():
    print("cancel")
    task = asyncio.create_task(motor("belt"))
    await asyncio.sleep_ms(100)
    print("cancelled:", "yes" if task.cancel() else "no")
    print("done:", "yes" if task.done() else "no")
    try:
        await task
    except asyncio.CancelledError:
        print("ended by", "CancelledError")

    print("gather")
    both = asyncio.create_task(asyncio.gather(motor("left"), motor("right")))
    await asyncio.sleep_ms(100)
    both.cancel()
    try:
        await both
    except asyncio.CancelledError:
        print("gather has ended")
    await asyncio.sleep_ms(100)

    print("wait_for")
    try:
        await asyncio.wait_for_ms(motor("lift"), 100)
    except asyncio.TimeoutError:
        print("ended by", "TimeoutError")


asyncio.run(main())

# A second cancellation interrupts the clean-up after the first.
import asyncio


async def careful():
    try:
        await asyncio.sleep(10)
    finally:
        print("cleaning up")
        try:
            await asyncio.sleep(10)
            print("not reached")
        finally:
            print("cut short")


async def main():
    task = asyncio.create_task(careful())
    await asyncio.sleep_ms(1)
    task.cancel()
    await asyncio.sleep_ms(1)
    print(task.done())
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")


asyncio.run(main())

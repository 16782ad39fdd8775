import asyncio


async def careful():
    try:
        await asyncio.sleep(10)
    finally:
        await asyncio.sleep_ms(5)
        print("cleaned up")


async def main():
    task = asyncio.create_task(careful())
    await asyncio.sleep_ms(1)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")


asyncio.run(main())

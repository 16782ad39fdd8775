import asyncio


async def slow():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("slow cancelled")
        raise


async def waiting():
    try:
        await asyncio.wait_for(slow(), 5)
    except asyncio.CancelledError:
        print("wait_for cancelled")
        raise


async def main():
    task = asyncio.create_task(waiting())
    await asyncio.sleep_ms(5)
    task.cancel()
    await asyncio.sleep_ms(5)
    print(task.done())


asyncio.run(main())

import asyncio


async def waiter(flag):
    try:
        await flag.wait()
    finally:
        print("left")


async def main():
    flag = asyncio.ThreadSafeFlag()
    task = asyncio.create_task(waiter(flag))
    await asyncio.sleep_ms(2)
    task.cancel()
    await asyncio.sleep_ms(2)
    print(task.done(), asyncio.core._io_queue.map)


asyncio.run(main())

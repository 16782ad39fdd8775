import asyncio


async def taker(name, lock):
    try:
        async with lock:
            print(name, "has it")
            await asyncio.sleep_ms(5)
    except asyncio.CancelledError:
        print(name, "cancelled")


async def main():
    lock = asyncio.Lock()
    tasks = [asyncio.create_task(taker(name, lock)) for name in "abc"]
    await asyncio.sleep_ms(1)
    tasks[1].cancel()
    await asyncio.sleep_ms(20)
    print(lock.locked())


asyncio.run(main())

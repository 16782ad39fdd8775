import asyncio


async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    try:
        await asyncio.wait_for_ms(lock.acquire(), 10)
    except asyncio.TimeoutError:
        print("timeout", lock.locked())
    lock.release()
    print(await asyncio.wait_for_ms(lock.acquire(), 10), lock.locked())


asyncio.run(main())

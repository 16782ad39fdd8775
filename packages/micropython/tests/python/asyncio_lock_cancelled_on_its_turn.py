# A task cancelled after the lock was handed to it, before it ran, passes it on.
import asyncio


async def taker(name, lock):
    try:
        await lock.acquire()
        print(name, "has it")
        lock.release()
    except asyncio.CancelledError:
        print(name, "cancelled")


async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    a = asyncio.create_task(taker("a", lock))
    b = asyncio.create_task(taker("b", lock))
    await asyncio.sleep_ms(1)
    lock.release()
    print(lock.locked())
    a.cancel()
    await asyncio.sleep_ms(1)
    print(lock.locked())


asyncio.run(main())

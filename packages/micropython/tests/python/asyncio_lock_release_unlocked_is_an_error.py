import asyncio


async def main():
    lock = asyncio.Lock()
    try:
        lock.release()
    except RuntimeError as er:
        print(er)
    try:
        async with lock:
            print(lock.locked())
            raise ValueError
    except ValueError:
        print(lock.locked())


asyncio.run(main())

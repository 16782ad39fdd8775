import asyncio


async def worker(name, lock, order):
    for i in range(2):
        async with lock:
            order.append(name)
            await asyncio.sleep_ms(1)


async def main():
    lock = asyncio.Lock()
    order = []
    await asyncio.gather(*[worker(name, lock, order) for name in "abc"])
    print("".join(order))


asyncio.run(main())

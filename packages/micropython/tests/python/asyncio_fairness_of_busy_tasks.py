# Tasks that never sleep longer than 0 take turns.
import asyncio

log = []


async def worker(name):
    for i in range(3):
        log.append(name + str(i))
        await asyncio.sleep_ms(0)


async def main():
    await asyncio.gather(worker("a"), worker("b"), worker("c"))
    print(*log)


asyncio.run(main())

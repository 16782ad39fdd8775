import asyncio
import micropython


async def ticker():
    for i in range(5):
        await asyncio.sleep_ms(2)


async def main():
    task = asyncio.create_task(ticker())
    micropython.heap_lock()
    for i in range(5):
        await asyncio.sleep_ms(3)
    micropython.heap_unlock()
    print(task.done())


asyncio.run(main())

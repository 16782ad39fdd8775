import asyncio


async def counting():
    n = 0
    try:
        while True:
            await asyncio.sleep_ms(2)
            n += 1
    finally:
        print("counted enough:", n >= 4)


async def main():
    task = asyncio.create_task(counting())
    try:
        await asyncio.wait_for_ms(task, 10)
    except asyncio.TimeoutError:
        print("timeout", task.done())


asyncio.run(main())

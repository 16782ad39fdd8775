# Awaited in time, an exception that ended a task is not reported as lost.
import asyncio


async def failing():
    raise ValueError("early")


async def main():
    task = asyncio.create_task(failing())
    await asyncio.sleep_ms(0)
    print(task.done())
    try:
        await task
    except ValueError as er:
        print("retrieved", er)
    await asyncio.sleep_ms(5)


asyncio.run(main())

import asyncio


async def failing():
    await asyncio.sleep_ms(1)
    raise ValueError("sensor")


async def main():
    task = asyncio.create_task(failing())
    try:
        await task
    except ValueError as er:
        print("first:", er)
    # The exception stays with the task.
    try:
        await task
    except ValueError as er:
        print("second:", er)


asyncio.run(main())

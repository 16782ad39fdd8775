# A task that is cancelled before it ran never runs.
import asyncio


async def never():
    print("ran")


async def main():
    task = asyncio.create_task(never())
    print(task.cancel(), task.done())
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled", task.done())
    print(task.cancel())


asyncio.run(main())

# Both calls say True; the task sees one exception.
import asyncio


async def sleeper():
    for i in range(2):
        try:
            await asyncio.sleep_ms(20)
            print("slept", i)
        except asyncio.CancelledError:
            print("cancelled", i)


async def main():
    task = asyncio.create_task(sleeper())
    await asyncio.sleep_ms(1)
    print(task.cancel(), task.cancel())
    await task
    print(task.cancel())


asyncio.run(main())

import asyncio


async def value():
    await asyncio.sleep_ms(1)
    return 7


loop = asyncio.get_event_loop()
print(loop.run_until_complete(value()))
task = loop.create_task(value())
print(loop.run_until_complete(task))
print(loop.run_until_complete(task) if not task.done() else "done")

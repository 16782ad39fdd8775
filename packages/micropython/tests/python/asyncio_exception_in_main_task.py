import asyncio


async def other():
    await asyncio.sleep_ms(5)
    print("other ends")


async def main():
    global task
    task = asyncio.create_task(other())
    await asyncio.sleep_ms(1)
    raise OSError(5)


try:
    asyncio.run(main())
except OSError as er:
    print(er.errno)
# The loop stopped with the main task; the other task is still in its queue.
print(task.done())
asyncio.run(asyncio.wait_for(task, 1))

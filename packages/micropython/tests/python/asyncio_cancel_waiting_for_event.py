import asyncio


async def waiter(event):
    try:
        await event.wait()
    except asyncio.CancelledError:
        print("waiter cancelled")


async def main():
    event = asyncio.Event()
    task = asyncio.create_task(waiter(event))
    await asyncio.sleep_ms(1)
    task.cancel()
    await task
    # It is off the event's queue.
    print(event.waiting.peek())
    event.set()
    print("done")


asyncio.run(main())

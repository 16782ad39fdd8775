import asyncio


async def waiter(name, event):
    await event.wait()
    print(name)


async def main():
    event = asyncio.Event()
    for name in "abc":
        asyncio.create_task(waiter(name, event))
    await asyncio.sleep_ms(5)
    print("set")
    event.set()
    # Cleared before they run: they have been woken all the same.
    event.clear()
    await asyncio.sleep_ms(5)


asyncio.run(main())

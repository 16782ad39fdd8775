import asyncio


async def main():
    event = asyncio.Event()
    print(event.is_set())
    event.set()
    event.set()
    print(await event.wait(), event.is_set())
    event.clear()
    print(event.is_set())


asyncio.run(main())

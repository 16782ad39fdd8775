import asyncio


async def main():
    event = asyncio.Event()
    try:
        await asyncio.wait_for_ms(event.wait(), 10)
    except asyncio.TimeoutError:
        print("timeout", event.waiting.peek())
    event.set()
    print(await asyncio.wait_for_ms(event.wait(), 10))


asyncio.run(main())

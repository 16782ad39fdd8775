import asyncio


async def main():
    flag = asyncio.ThreadSafeFlag()
    try:
        await asyncio.wait_for_ms(flag.wait(), 10)
    except asyncio.TimeoutError:
        print("timeout", len(asyncio.core._io_queue.map))
    flag.set()
    await asyncio.wait_for_ms(flag.wait(), 10)
    print("set")


asyncio.run(main())

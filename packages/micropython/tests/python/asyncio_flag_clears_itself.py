import asyncio


async def main():
    flag = asyncio.ThreadSafeFlag()
    flag.set()
    flag.set()
    await flag.wait()
    print("first")
    try:
        await asyncio.wait_for_ms(flag.wait(), 5)
    except asyncio.TimeoutError:
        print("no second")
    flag.set()
    flag.clear()
    try:
        await asyncio.wait_for_ms(flag.wait(), 5)
    except asyncio.TimeoutError:
        print("cleared")


asyncio.run(main())

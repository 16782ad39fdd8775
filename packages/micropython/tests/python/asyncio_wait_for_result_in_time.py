import asyncio


async def quick():
    await asyncio.sleep_ms(5)
    return "value"


async def main():
    print(await asyncio.wait_for(quick(), 1))
    print(await asyncio.wait_for_ms(quick(), 50))
    print(await asyncio.wait_for(quick(), None))


asyncio.run(main())

import asyncio


async def main():
    asyncio.sleep_ms(1000)
    print("no wait")
    await asyncio.sleep_ms(1)
    print("end")


asyncio.run(main())

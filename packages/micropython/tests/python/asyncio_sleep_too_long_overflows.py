import asyncio


async def main():
    try:
        await asyncio.sleep_ms(1 << 29)
    except OverflowError as er:
        print(er)
    try:
        await asyncio.sleep_ms(1.5)
    except TypeError as er:
        print(er)


asyncio.run(main())

# Without return_exceptions the first failure ends the wait; the other tasks keep running.
import asyncio


async def failing():
    await asyncio.sleep_ms(2)
    raise ValueError("first")


async def lasting():
    await asyncio.sleep_ms(10)
    print("still ran")


async def main():
    try:
        await asyncio.gather(failing(), lasting())
    except ValueError as er:
        print(er)
    await asyncio.sleep_ms(20)


asyncio.run(main())

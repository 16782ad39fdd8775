import asyncio


async def child(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def both():
    await asyncio.gather(child("a"), child("b"))


async def main():
    try:
        await asyncio.wait_for_ms(both(), 10)
    except asyncio.TimeoutError:
        print("timeout")
    await asyncio.sleep_ms(1)


asyncio.run(main())

import asyncio


async def failing():
    await asyncio.sleep_ms(1)
    raise OSError(19)


async def main():
    try:
        await asyncio.wait_for(failing(), 1)
    except OSError as er:
        print("OSError", er.errno)


asyncio.run(main())

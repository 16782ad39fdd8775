import asyncio


async def main():
    try:
        asyncio.current_task().cancel()
    except RuntimeError as er:
        print(er)


asyncio.run(main())

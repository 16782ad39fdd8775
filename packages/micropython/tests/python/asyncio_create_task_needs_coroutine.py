import asyncio


async def main():
    for wrong in (None, main, asyncio.sleep(0)):
        try:
            asyncio.create_task(wrong)
        except TypeError as er:
            print(er)


asyncio.run(main())

import asyncio


async def child():
    return asyncio.current_task()


async def main():
    task = asyncio.create_task(child())
    print(await task is task)


try:
    asyncio.current_task()
except RuntimeError as er:
    print(er)
asyncio.run(main())
try:
    asyncio.current_task()
except RuntimeError as er:
    print(er)

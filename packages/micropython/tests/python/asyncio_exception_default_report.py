import asyncio
import sys


async def failing():
    raise ValueError("lost")


async def main():
    asyncio.create_task(failing())
    await asyncio.sleep_ms(5)
    print("main goes on")


def shorter(loop, context):
    coro = context["future"].coro
    context["future"].data = None
    print("coro is a", type(coro))
    asyncio.Loop.default_exception_handler(loop, {"message": "told again", "exception": KeyError("k"), "future": Fake})


class Fake:
    coro = 1


asyncio.Loop.set_exception_handler(shorter)
asyncio.run(main())

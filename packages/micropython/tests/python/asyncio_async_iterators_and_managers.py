import asyncio


class Countdown:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        await asyncio.sleep_ms(1)
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return self.n

    async def __aenter__(self):
        await asyncio.sleep_ms(1)
        print("enter")
        return self

    async def __aexit__(self, kind, value, trace):
        await asyncio.sleep_ms(1)
        print("exit", kind)


async def main():
    async with Countdown(3) as countdown:
        async for i in countdown:
            print(i)
    try:
        async with Countdown(0):
            raise KeyError
    except KeyError:
        print("KeyError")


asyncio.run(main())

# Ten tasks that sleep a millisecond, over and over.
import asyncio


async def sleeper(n):
    for _ in range(n):
        await asyncio.sleep_ms(1)


async def main(n):
    await asyncio.gather(*[sleeper(n) for _ in range(10)])

import asyncio


async def add(a, b):
    await asyncio.sleep_ms(1)
    return a + b


print(asyncio.run(add(1, 2)))
print(asyncio.run(add(3, 4)))
print("after run")

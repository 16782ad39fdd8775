import asyncio


async def ticker():
    while True:
        print("tick")
        await asyncio.sleep_ms(10)


async def main(name):
    if name == "first":
        asyncio.create_task(ticker())
    await asyncio.sleep_ms(15)
    print(name, "ends")


asyncio.run(main("first"))
asyncio.new_event_loop()
asyncio.run(main("second"))

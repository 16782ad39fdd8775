import asyncio

loop = asyncio.get_event_loop()


async def main():
    for i in range(3):
        print("part", i)
        loop.stop()
        await asyncio.sleep_ms(1)
    print("end")
    loop.stop()


task = loop.create_task(main())
while not task.done():
    loop.run_forever()
    print("stopped")
loop.close()
print(loop is asyncio.Loop)

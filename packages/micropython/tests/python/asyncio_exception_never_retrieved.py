import asyncio


async def failing():
    raise ValueError("lost")


async def main():
    asyncio.create_task(failing())
    await asyncio.sleep_ms(5)
    print("main goes on")


# The report prints an address, so shorten it.
def handler(loop, context):
    print(sorted(context.keys()))
    print(context["message"])
    print(type(context["future"]), context["future"].done(), repr(context["exception"]))


loop = asyncio.get_event_loop()
loop.set_exception_handler(handler)
print(loop.get_exception_handler() is handler)
asyncio.run(main())

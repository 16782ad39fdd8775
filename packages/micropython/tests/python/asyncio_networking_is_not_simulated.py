import asyncio


async def main():
    for attempt in (asyncio.open_connection("example.com", 80), asyncio.start_server(None, "0.0.0.0", 80)):
        try:
            await attempt
        except OSError as er:
            print(er)


asyncio.run(main())

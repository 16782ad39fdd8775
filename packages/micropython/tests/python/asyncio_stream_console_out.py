import asyncio
import sys


async def main():
    writer = asyncio.StreamWriter(sys.stdout)
    writer.write("to the console\n")
    await writer.drain()
    writer.write(b"bytes, too\n")
    await writer.drain()


asyncio.run(main())

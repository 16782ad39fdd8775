import asyncio
import sys


async def main():
    reader = asyncio.StreamReader(sys.stdin)
    try:
        await asyncio.wait_for_ms(reader.read(1), 10)
    except asyncio.TimeoutError:
        print("timeout", len(asyncio.core._io_queue.map))


asyncio.run(main())

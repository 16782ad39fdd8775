# wires: GP0 GP5, GP4 GP1
import asyncio, time
from machine import UART


async def server():
    uart = UART(1, 19200)
    reader = asyncio.StreamReader(uart)
    writer = asyncio.StreamWriter(uart, {})
    while True:
        line = await reader.readline()
        writer.write(line.upper())
        await writer.drain()


async def ticker():
    global ticks
    while True:
        await asyncio.sleep_ms(5)
        ticks += 1


async def main():
    uart = UART(0, 19200)
    stream = asyncio.StreamReader(uart)
    server_task = asyncio.create_task(server())
    asyncio.create_task(ticker())
    # A receiver that is switched on in the middle of a byte takes whatever looks like a start bit.
    await asyncio.sleep_ms(1)
    for text in (b"one\n", b"two and a half\n", b"x" * 300 + b"\n"):
        t = time.ticks_ms()
        stream.write(text)
        await stream.drain()
        line = await stream.readline()
        print(len(line), line[:14], line == text.upper(), time.ticks_diff(time.ticks_ms(), t) > len(text) // 2)
    stream.write(b"12345\n")
    await stream.drain()
    print(await stream.readexactly(6))
    try:
        await asyncio.wait_for_ms(stream.readline(), 50)
    except asyncio.TimeoutError:
        print("timeout")
    print(ticks > 50)
    server_task.cancel()


ticks = 0
asyncio.run(main())

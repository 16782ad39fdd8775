import asyncio, micropython, select, time
from machine import Timer

ring = micropython.RingIO(16)
poller = select.poll()
poller.register(ring, select.POLLIN)
print(poller.poll(10), time.ticks_ms())
timer = Timer(mode=Timer.ONE_SHOT, period=100, callback=lambda timer: ring.write(b"abc"))
found = poller.poll()
print(found[0][0] is ring, found[0][1], ring.read(), time.ticks_ms())
poller.modify(ring, select.POLLIN | select.POLLOUT)
print(poller.poll(0)[0][1])


async def main():
    writer = asyncio.StreamWriter(ring)
    reader = asyncio.StreamReader(ring)

    async def write():
        writer.write(b"0123456789" * 4)
        await writer.drain()

    task = asyncio.create_task(write())
    print(await reader.readexactly(40))
    await task


asyncio.run(main())
try:
    poller.register(1)
except OSError as er:
    print(er)

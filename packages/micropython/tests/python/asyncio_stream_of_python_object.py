# Anything with ioctl can be awaited; an object written in Python is asked every millisecond.
import asyncio
import io


class Pipe(io.IOBase):
    def __init__(self):
        self.data = b""

    def put(self, data):
        self.data += data

    def ioctl(self, request, arg):
        if request == 3:
            return arg & (5 if self.data else 4)
        return -1

    def read(self, n):
        part = self.data if n < 0 else self.data[:n]
        self.data = self.data[len(part) :]
        return part

    def readline(self):
        at = self.data.find(b"\n") + 1
        return self.read(at if at else len(self.data))

    def write(self, data):
        print("write", bytes(data))
        return len(data)

    def close(self):
        print("close")


async def feed(pipe):
    for part in (b"hel", b"lo\nwo", b"rld\n12345", b"6789"):
        await asyncio.sleep_ms(10)
        pipe.put(part)


async def main():
    pipe = Pipe()
    stream = asyncio.StreamReader(pipe)
    asyncio.create_task(feed(pipe))
    print(await stream.readline())
    print(await stream.readline())
    print(await stream.readexactly(7))
    print(await stream.read(10))
    writer = asyncio.StreamWriter(pipe, {})
    writer.write(b"abc")
    await writer.drain()
    await writer.awrite("0123456", 2, 3)
    await writer.wait_closed()


asyncio.run(main())

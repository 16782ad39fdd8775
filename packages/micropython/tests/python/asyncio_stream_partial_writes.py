import asyncio
import io


class Slow(io.IOBase):
    """Takes two bytes at a time, then is busy until it has been asked twice."""

    def __init__(self):
        self.got = b""
        self.busy = 0

    def ioctl(self, request, arg):
        if request != 3:
            return -1
        if self.busy:
            self.busy -= 1
            return 0
        return arg & 4

    def write(self, data):
        if self.busy:
            return None
        self.busy = 2
        self.got += bytes(data[:2])
        return min(2, len(data))


async def main():
    slow = Slow()
    writer = asyncio.StreamWriter(slow)
    writer.write(b"abcdefg")
    print(slow.got, writer.out_buf)
    writer.write(b"hi")
    await writer.drain()
    print(slow.got, writer.out_buf)


asyncio.run(main())

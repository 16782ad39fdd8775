import asyncio
import io


class Ended(io.IOBase):
    def __init__(self, *parts):
        self.parts = list(parts)

    def ioctl(self, request, arg):
        return arg & 1

    def read(self, n):
        return self.parts.pop(0) if self.parts else b""

    def readline(self):
        return self.read(0)


async def main():
    print(await asyncio.StreamReader(Ended(b"ab", None, b"cd")).read())
    print(await asyncio.StreamReader(Ended(b"no newline")).readline())
    try:
        await asyncio.StreamReader(Ended(b"abc")).readexactly(5)
    except EOFError:
        print("EOFError")


asyncio.run(main())

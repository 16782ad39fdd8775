"""Streams on anything that can be polled: the serial console, UARTs, objects with `ioctl`."""

from . import core


class Stream:
    def __init__(self, s, e={}):
        self.s = s
        self.e = e
        self.out_buf = b""

    def get_extra_info(self, v):
        return self.e[v]

    def close(self):
        pass

    async def wait_closed(self):
        self.s.close()

    # async
    def read(self, n=-1):
        data = b""
        while True:
            yield core._io_queue.queue_read(self.s)
            part = self.s.read(n)
            if part is None:
                continue
            if n >= 0:
                return part
            if not len(part):
                return data
            data += part

    # async
    def readinto(self, buf):
        yield core._io_queue.queue_read(self.s)
        return self.s.readinto(buf)

    # async
    def readexactly(self, n):
        data = b""
        while n:
            yield core._io_queue.queue_read(self.s)
            part = self.s.read(n)
            if part is None:
                continue
            if not len(part):
                raise EOFError
            data += part
            n -= len(part)
        return data

    # async
    def readline(self):
        line = b""
        while True:
            yield core._io_queue.queue_read(self.s)
            part = self.s.readline()
            if part is None:
                continue
            line += part
            if not part or line[-1] == 10:
                return line

    def write(self, buf):
        if not self.out_buf:
            n = self.s.write(buf)
            if n == len(buf):
                return
            if n is not None:
                buf = buf[n:]
        self.out_buf += buf

    # async
    def drain(self):
        if not self.out_buf:
            # Gives way even so: a loop of write and drain must not starve the other tasks.
            return (yield from core.sleep_ms(0))
        rest = memoryview(self.out_buf)
        at = 0
        while at < len(rest):
            yield core._io_queue.queue_write(self.s)
            n = self.s.write(rest[at:])
            if n is not None:
                at += n
        self.out_buf = b""

    # What it was called in the first uasyncio.
    async def awrite(self, buf, off=0, sz=-1):
        if off != 0 or sz != -1:
            if sz == -1:
                sz = len(buf)
            buf = memoryview(buf)[off : off + sz]
        self.write(buf)
        await self.drain()

    awritestr = awrite
    aclose = wait_closed


StreamReader = Stream
StreamWriter = Stream


async def open_connection(host, port, ssl=None, server_hostname=None):
    raise OSError("networking is not simulated")


async def start_server(cb, host, port, backlog=5, ssl=None):
    raise OSError("networking is not simulated")

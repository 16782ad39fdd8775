"""The serial console as Python sees it: sys.stdin, sys.stdout, sys.stderr and input()."""

import uio
import usys as _c_sys
from uctypes import addressof
from _hal import stdin_any, stdin_readinto, wait_ms

_raw_write = _c_sys.stdout.write
_raw_write_bytes = _c_sys.stdout.buffer.write
# Milliseconds to wait for input, again and again. Not for ever: somebody may still type, so this is no deadlock.
LONG = 0x3FFFFFFF
_one = bytearray(1)
_address = addressof(_one)
_after_return = False


def _getc():
    while not stdin_readinto(_address, 1):
        wait_ms(LONG)
    return _one[0]


class FileIO(uio.IOBase):
    """The console's streams. Reading waits for as much as was asked for; a carriage return reads as a newline."""

    # Input arrives by an interrupt (see select.py).
    _woken_by_handlers = True

    _text = False

    def __init__(self, fd):
        self._fd = fd

    def __repr__(self):
        return "<io.%s %d>" % (type(self).__name__, self._fd)

    def _byte(self):
        if self._fd != 0:
            raise OSError(1)
        c = _getc()
        return 10 if c == 13 and self._text else c

    def _wrap(self, data):
        return str(data, "utf-8") if self._text else bytes(data)

    def _char(self, data):
        """Appends one character, which in a text stream may be several bytes."""
        c = self._byte()
        data.append(c)
        if self._text and c >= 0xC0:
            for _ in range(1 if c < 0xE0 else 2 if c < 0xF0 else 3):
                data.append(self._byte())
        return c

    def read(self, n=-1):
        data = bytearray()
        while n != 0:
            # Without a size it reads for ever: the console has no end.
            self._char(data)
            n -= 1
        return self._wrap(data)

    def readinto(self, buf, n=-1):
        if n < 0 or n > len(buf):
            n = len(buf)
        for i in range(n):
            buf[i] = self._byte()
        return n

    def readline(self, n=-1):
        data = bytearray()
        while n != 0:
            c = self._byte()
            data.append(c)
            if c == 10:
                break
            n -= 1
        return self._wrap(data)

    def readlines(self):
        lines = []
        while True:
            lines.append(self.readline())

    def __iter__(self):
        return self

    def __next__(self):
        return self.readline()

    def write(self, data):
        if self._fd == 0 and self._text:
            raise OSError(1)
        if isinstance(data, str):
            _raw_write(data)
        else:
            _raw_write_bytes(data)
        return len(data)

    def flush(self):
        pass

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass

    def ioctl(self, request, arg):
        if request == 3:
            ready = arg & 4
            if arg & 1 and stdin_any():
                ready |= 1
            return ready
        return 0 if request == 4 else -22


class TextIOWrapper(FileIO):
    _text = True

    def __init__(self, fd):
        self._fd = fd
        self.buffer = FileIO(fd)


def input(prompt=None):
    """One line, echoed as it is typed: as much of the REPL's line editing as a line at a time needs."""
    global _after_return
    if prompt is not None:
        print(prompt, end="")
    line = bytearray()
    escape = 0
    while True:
        c = _getc()
        newline_after_return = c == 10 and _after_return
        _after_return = c == 13
        if newline_after_return:
            continue
        if escape:
            # Cursor keys and the like: ESC [ ... letter.
            if escape == 2 or c not in b"[O":
                escape = 0 if c > 57 or escape == 1 else 2
            else:
                escape = 2
        elif c == 13 or c == 10:
            print()
            return str(line, "utf-8")
        elif c == 3:
            raise KeyboardInterrupt
        elif c == 4 and not line:
            raise EOFError
        elif c == 8 or c == 127:
            if line:
                line[:] = line[:-1]
                print("\b\x1b[K", end="")
        elif c == 27:
            escape = 1
        elif 32 <= c <= 126:
            line.append(c)
            print(chr(c), end="")


stdin = TextIOWrapper(0)
stdout = TextIOWrapper(1)
stderr = TextIOWrapper(2)

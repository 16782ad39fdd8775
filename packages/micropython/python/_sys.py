"""sys: the interpreter's own, with the board's name and console."""

import uio as _io
import usys as _c
from usys import argv, byteorder, exit, maxsize, modules, version_info
from ucollections import namedtuple as _namedtuple
from _hal import board_info as _board_info, report as _report
from _stdio import stdin, stdout, stderr

platform = _board_info("platform")
version = "3.4.0; MicroPython " + _board_info("version").split(" (")[0]
_mpy = {"rp2": 4870, "esp32": 11014}
implementation = _namedtuple("", ("name", "version", "_machine", "_mpy", "_build"))(
    "micropython",
    _c.implementation.version,
    _board_info("machine"),
    _mpy.get(platform, 6),
    _board_info("build"),
)
_c_print_exception = _c.print_exception


class _Traceback(_io.IOBase):
    """Passes a traceback on as a board prints it: C code has no frames, and frozen modules have short paths."""

    def __init__(self, file):
        self._file = file
        self._line = ""

    def write(self, buf):
        lines = (self._line + str(buf, "utf-8")).split("\n")
        self._line = lines.pop()
        for line in lines:
            if line.startswith('  File "/rom/'):
                if not line.startswith('  File "/rom/asyncio/'):
                    continue
                line = '  File "' + line[13:]
            self._file.write(line + "\n")
        return len(buf)


def print_exception(exc, file=stdout):
    if file is stdout or file is stderr:
        _report(1)
        _c_print_exception(exc)
        _report(0)
    elif not hasattr(file, "write"):
        raise OSError("stream operation not supported")
    else:
        _c_print_exception(exc, _Traceback(file))

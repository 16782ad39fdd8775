"""What a board's os has and the interpreter's lacks."""

import os
import random as _random
from collections import namedtuple as _namedtuple
from _hal import board_info as _board_info
from _common import to_int as _to_int

_uname = _namedtuple("", ("sysname", "nodename", "release", "version", "machine"))(
    *[_board_info(key) for key in ("sysname", "nodename", "release", "version", "machine")]
)


def uname():
    return _uname


def urandom(n):
    return bytes([_random.getrandbits(8) for _ in range(_to_int(n))])


def sync():
    pass


def dupterm(stream, index=0):
    raise NotImplementedError("os.dupterm is not simulated yet")


for _f in (uname, urandom, sync, dupterm):
    setattr(os, _f.__name__, _f)

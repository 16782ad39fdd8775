"""What a board's os has and the interpreter's lacks."""

import uos
from uos import ilistdir as _c_ilistdir, stat as _stat
import urandom as _random
from collections import namedtuple as _namedtuple
from _hal import board_info as _board_info
from _common import to_int as _to_int
import _vfs

_uname = _namedtuple("", ("sysname", "nodename", "release", "version", "machine"))(
    *[_board_info(key) for key in ("sysname", "nodename", "release", "version", "machine")]
)


def uname():
    return _uname


def urandom(n):
    return bytes([_random.getrandbits(8) for _ in range(_to_int(n))])


# What listing a board's own files gives; other file systems say themselves what they want to.
_own_files = type(_c_ilistdir())


def _with_sizes(folder, entries):
    for name, kind, _ in entries:
        yield name, kind, 0, _stat(folder + name if isinstance(name, str) else folder.encode() + name)[6]


def ilistdir(path=""):
    entries = _c_ilistdir(path)
    if type(entries) is not _own_files:
        return entries
    folder = path if isinstance(path, str) else str(path, "utf-8")
    if folder and folder[-1] != "/":
        folder += "/"
    return _with_sizes(folder, entries)


def sync():
    pass


def dupterm(stream, index=0):
    raise NotImplementedError("os.dupterm is not simulated yet")


names = dict(uos.__dict__)
del names["VfsPosix"]
for _key in ("mount", "VfsFat", "VfsLfs2"):
    names[_key] = getattr(_vfs, _key)
for _f in (uname, urandom, ilistdir, sync, dupterm):
    names[_f.__name__] = _f

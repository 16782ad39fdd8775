"""Stand-ins for the names that viper code uses; the host takes the decorators out."""

from _common import NotSimulated
from uctypes import addressof, bytearray_at, struct, ARRAY, UINT16, UINT32

_FAR = 1 << 20


def ptr8(source):
    if isinstance(source, int):
        return bytearray_at(source, _FAR)
    return bytearray_at(addressof(source), len(source) if type(source) in (bytes, bytearray) else _FAR)


def _wide(kind, size):
    class _Pointer:
        def __init__(self, source):
            self._source = source  # Keeps it from being collected.
            at = source if isinstance(source, int) else addressof(source)
            self._items = struct(at, {"items": (ARRAY | 0, kind | _FAR)}).items

        def __getitem__(self, i):
            return self._items[i]

        def __setitem__(self, i, x):
            self._items[i] = x & ((1 << size) - 1)

    return _Pointer


ptr16 = _wide(UINT16, 16)
ptr32 = _wide(UINT32, 32)


def uint(x):
    return x & 0xFFFFFFFF


_CONVERSIONS = {"ptr8": ptr8, "ptr16": ptr16, "ptr32": ptr32, "uint": uint}


def _assembler(kind):
    NotSimulated("@micropython." + kind)()


def _viper(types):
    """What the host makes of a decorator: converts the arguments, and the result, that are named types."""
    conversions = [_CONVERSIONS.get(name) for name in types.split(",")]
    result = conversions.pop()

    def decorate(function):
        def call(*args):
            args = [convert(arg) if convert else arg for convert, arg in zip(conversions, args)]
            value = function(*args)
            return result(value) if result else value

        return call

    return decorate

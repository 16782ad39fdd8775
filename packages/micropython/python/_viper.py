"""Stand-ins for the names that viper code uses; the host takes the decorators out."""

from uctypes import addressof, bytearray_at, struct, ARRAY, UINT16, UINT32

_FAR = 1 << 20


def ptr8(source):
    if isinstance(source, int):
        return bytearray_at(source, _FAR)
    return bytearray_at(addressof(source), len(bytes(source)))


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

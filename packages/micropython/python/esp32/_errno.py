"""The numbers of errors on the ESP32: its C library's (newlib), which in part are others than MicroPython's own."""

import uerrno
from uctypes import bytearray_at
from _common import errno

_NUMBERS = {98: 112, 103: 113, 107: 128, 110: 116, 113: 118, 114: 120, 115: 119}


def _word(address):
    return int.from_bytes(bytearray_at(address, 4), "little")


def _replace(table, offset):
    """In a dictionary of the C code: its keys (offset 0), or its values (4), each an integer with a mark below it."""
    at = _word(table + 12) + offset
    for _ in range(_word(table + 8)):
        number = _NUMBERS.get(_word(at) >> 1) if _word(at) & 1 else None
        if number is not None:
            bytearray_at(at, 4)[:] = (number << 1 | 1).to_bytes(4, "little")
        at += 8


_replace(id(uerrno.errorcode), 0)
_replace(_word(id(uerrno) + 4), 4)
errno.update(_NUMBERS)

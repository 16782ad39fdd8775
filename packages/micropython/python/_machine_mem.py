"""machine.mem8, mem16 and mem32: RAM by address, and those registers of the chip that `_registers` has."""

from uctypes import bytearray_at as _bytearray_at
from _hal import fault as _fault
from _common import to_int as _to_int
import _registers


def _absent(address, bits):
    name = _registers.NAMES.get(_registers.block_of(address))
    message = "machine.mem%d[0x%08x]%s is not simulated yet" % (bits, address, " (%s)" % name if name else "")
    _fault(message)
    raise NotImplementedError(message)


class _Memory:
    def __init__(self, bits):
        self._bits = bits

    def _at(self, address):
        """The bytes at an address of RAM; None: a register's."""
        size = self._bits // 8
        if address % size:
            raise ValueError("address %08x is not aligned to %d bytes" % (address, size))
        if 0x1000 <= address < 0x200000:
            return _bytearray_at(address, size)
        if _registers.block_of(address) not in _registers.HERE:
            _absent(address, self._bits)

    def __getitem__(self, address):
        address = _to_int(address) & 0xFFFFFFFF
        cell = self._at(address)
        if cell:
            return int.from_bytes(cell, "little")
        value = _registers.read(address & 0xFFFFFFFC)
        if value is None:
            _absent(address, self._bits)
        return value >> 8 * (address & 3) & ((1 << self._bits) - 1)

    def __setitem__(self, address, value):
        address = _to_int(address) & 0xFFFFFFFF
        value = _to_int(value) & ((1 << self._bits) - 1)
        cell = self._at(address)
        if cell:
            cell[:] = value.to_bytes(self._bits // 8, "little")
            return
        if not _registers.write(address & 0xFFFFFFFC, value, self._bits):
            _absent(address, self._bits)

    def __delitem__(self, address):
        raise TypeError("object doesn't support item deletion")

    def __repr__(self):
        return "<%d-bit memory>" % self._bits


mem8 = _Memory(8)
mem16 = _Memory(16)
mem32 = _Memory(32)

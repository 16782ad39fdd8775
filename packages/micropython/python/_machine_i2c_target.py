"""machine.I2CTarget of the RP2040 port."""

from uctypes import addressof as _addressof
from _hal import i2c_target_init, i2c_target_memory, i2c_target_info as _info, i2c_target_irq
from _hal import i2c_target_read as _read, i2c_target_write as _write, i2c_target_deinit
from _common import to_int as _to_int
from _irq import i2c_targets as _irqs, call_hard as _call_hard, call_soft as _call_soft
from _machine_i2c import _bytes, _space
from _machine_pin import gpio_of

_UNSET = object()
_ENDS = 48
_ONLY_HARD = 15


class irq:
    def __init__(self, target):
        self._target = target
        self._handler = None
        self._flags = 0
        self._trigger = 0
        self._hard = False

    def flags(self):
        return self._flags

    def trigger(self, new=_UNSET):
        old = self._trigger
        if new is not _UNSET:
            self._set(_to_int(new))
        return old

    def _set(self, trigger):
        self._flags = 0
        self._trigger = trigger
        i2c_target_irq(self._target._id, 0 if self._handler is None else trigger, 1 if self._hard else 0)

    def _fire(self, flags):
        self._flags = flags
        self()

    def __call__(self):
        if self._handler is None:
            return
        if not self._hard:
            _call_soft(self._handler, self._target)
        elif not _call_hard(self._handler, self._target):
            self._handler = None
            self._set(self._trigger)


class I2CTarget:
    IRQ_ADDR_MATCH_READ = 1
    IRQ_ADDR_MATCH_WRITE = 2
    IRQ_READ_REQ = 4
    IRQ_WRITE_REQ = 8
    IRQ_END_READ = 16
    IRQ_END_WRITE = 32

    def __init__(self, id=0, addr=_UNSET, *, addrsize=7, mem=None, mem_addrsize=8, scl=None, sda=None):
        if addr is _UNSET:
            raise TypeError("'addr' argument required")
        id = _to_int(id)
        if not 0 <= id <= 1:
            raise ValueError("I2CTarget(%d) doesn't exist" % id)
        scl = -1 if scl is None else gpio_of(scl)
        sda = -1 if sda is None else gpio_of(sda)
        address = _to_int(addr)
        if mem is not None:
            at, size = _space(mem)
            mem_addrsize = _to_int(mem_addrsize)
            if not 0 <= mem_addrsize <= 32 or mem_addrsize % 8:
                raise ValueError("mem_addrsize must be 0, 8, 16, 24 or 32")
        # No 10-bit address is ever matched.
        failed = i2c_target_init(id, scl, sda, address if _to_int(addrsize) != 10 else -1)
        if failed:
            raise ValueError("bad SCL pin" if failed == -2 else "bad SDA pin")
        self._id = id
        self._mem = mem
        if mem is not None:
            i2c_target_memory(id, at, size, mem_addrsize // 8)
        # What is used by the chip may not be collected.
        _used[id] = self

    @property
    def memaddr(self):
        return _info(self._id, 3)

    # Hard handlers call these two: nothing is allocated for the usual buffers.

    def readinto(self, buf):
        if type(buf) is bytearray:
            return _read(self._id, _addressof(buf), len(buf))
        at, size = _space(buf)
        return _read(self._id, at, size)

    def write(self, data):
        if type(data) is bytearray or type(data) is bytes:
            return _write(self._id, _addressof(data), len(data))
        at, size, data = _bytes(data)
        return _write(self._id, at, size)

    def irq(self, handler=_UNSET, trigger=_UNSET, hard=_UNSET):
        own = _irqs.get(self._id)
        if own is None:
            own = _irqs[self._id] = irq(self)
        if handler is _UNSET and trigger is _UNSET and hard is _UNSET:
            return own
        trigger = _ENDS if trigger is _UNSET else _to_int(trigger)
        hard = hard is not _UNSET and bool(hard)
        if trigger & _ONLY_HARD and not hard:
            raise ValueError("hard IRQ required")
        own._handler = None if handler is _UNSET else handler
        own._hard = hard
        own._set(trigger)
        return own

    def deinit(self):
        i2c_target_deinit(self._id)
        _irqs.pop(self._id, None)
        _used.pop(self._id, None)

    def __repr__(self):
        return "I2CTarget(%d, addr=%d, scl=%d, sda=%d)" % (
            self._id,
            _info(self._id, 2),
            _info(self._id, 0),
            _info(self._id, 1),
        )


_used = {}

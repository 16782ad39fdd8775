"""machine.I2C and machine.SoftI2C of the RP2040 port."""

from uctypes import addressof as _addressof
from _hal import i2c_init, i2c_info, i2c_start, i2c_stop, i2c_raw_write, i2c_raw_read
from _hal import i2c_write as _write, i2c_read as _read
from _common import to_int as _to_int, check as _check
from _machine_pin import gpio_of, _pins

_NOTHING = bytearray(1)


def _bytes(buf):
    """Where and how long the data to be written is."""
    kind = type(buf)
    if kind is str:
        buf = buf.encode()
    elif kind is not bytes and kind is not bytearray:
        buf = bytes(memoryview(buf))
    return _addressof(buf), len(buf), buf


def _space(buf):
    """Where and how much is to be read into."""
    kind = type(buf)
    if kind is bytes or kind is str:
        raise TypeError("object with buffer protocol required")
    return _addressof(buf), len(buf) if kind is bytearray else len(bytes(memoryview(buf)))


def _memory_address(memaddr, addrsize):
    memaddr = _to_int(memaddr)
    return bytes([(memaddr >> shift) & 255 for shift in range(addrsize - 8, -1, -8)])


class _Bus:
    """What both kinds of bus can do. Methods that C code calls by position only still take names here."""

    def scan(self):
        found = []
        # Addresses below and above are reserved.
        for target in range(0x08, 0x78):
            if _write(self._bus, target, _addressof(_NOTHING), 0, 1) >= 0:
                found.append(target)
        return found

    def readfrom(self, addr, nbytes, stop=True):
        buf = bytearray(_to_int(nbytes))
        self.readfrom_into(addr, buf, stop)
        return bytes(buf)

    def readfrom_into(self, addr, buf, stop=True):
        at, size = _space(buf)
        _check(_read(self._bus, _to_int(addr), at, size, 1 if stop else 0))

    def writeto(self, addr, buf, stop=True):
        at, size, buf = _bytes(buf)
        return _check(_write(self._bus, _to_int(addr), at, size, 1 if stop else 0))

    def writevto(self, addr, vector, stop=True):
        return self.writeto(addr, b"".join([bytes(part) for part in vector]), stop)

    def readfrom_mem(self, addr, memaddr, nbytes, *, addrsize=8):
        buf = bytearray(_to_int(nbytes))
        self.readfrom_mem_into(addr, memaddr, buf, addrsize=addrsize)
        return bytes(buf)

    def readfrom_mem_into(self, addr, memaddr, buf, *, addrsize=8):
        addr = _to_int(addr)
        at, size = _space(buf)
        prefix = _memory_address(memaddr, addrsize)
        acks = _write(self._bus, addr, _addressof(prefix), len(prefix), 0)
        if acks != len(prefix):
            # The bus must be released.
            _write(self._bus, addr, _addressof(_NOTHING), 0, 1)
            _check(acks)
            return
        _check(_read(self._bus, addr, at, size, 1))

    def writeto_mem(self, addr, memaddr, buf, *, addrsize=8):
        if isinstance(buf, str):
            buf = buf.encode()
        at, size, buf = _bytes(_memory_address(memaddr, addrsize) + bytes(buf))
        _check(_write(self._bus, _to_int(addr), at, size, 1))

    def start(self):
        raise OSError("I2C operation not supported")

    def stop(self):
        raise OSError("I2C operation not supported")

    def readinto(self, buf, nack=True):
        raise OSError("I2C operation not supported")

    def write(self, buf):
        raise OSError("I2C operation not supported")


_hardware = {}  # id -> its one I2C
_UNSET = object()


class I2C(_Bus):
    def __new__(cls, id=0, *args, **kwargs):
        if cls is not I2C:
            return object.__new__(cls)
        id = _to_int(id)
        if id not in _hardware:
            if not 0 <= id <= 1:
                raise ValueError("I2C(%d) doesn't exist" % id)
            bus = _hardware[id] = object.__new__(cls)
            bus._scl = bus._sda = -1
            bus._freq = 0
        return _hardware[id]

    def __init__(self, id=0, freq=_UNSET, *, scl=None, sda=None, timeout=_UNSET):
        id = _to_int(id)
        if not 0 <= id <= 1:
            raise ValueError("I2C(%d) doesn't exist" % id)
        other = _hardware.get(id)
        first = other is None or not other._freq
        scl_gpio = -1 if scl is None else gpio_of(scl)
        sda_gpio = -1 if sda is None else gpio_of(sda)
        if other is not None:
            # Pins that are not given stay what they were.
            if scl is None:
                scl_gpio = other._scl
            if sda is None:
                sda_gpio = other._sda
        # Which pins may be which: odd ones are clocks, every second pair belongs to the second bus.
        if scl is not None and (not scl_gpio & 1 or (scl_gpio >> 1) & 1 != id):
            raise ValueError("bad SCL pin")
        if sda is not None and (sda_gpio & 1 or (sda_gpio >> 1) & 1 != id):
            raise ValueError("bad SDA pin")
        self._id = id
        if other is not None:
            other._scl = scl_gpio
            other._sda = sda_gpio
        if not first and freq is _UNSET and scl is None and sda is None and timeout is _UNSET:
            # Nothing asked for: it stays as it is.
            self._bus = other._bus
            return
        self._timeout = 50000 if timeout is _UNSET else _to_int(timeout)
        bus = i2c_init(id, scl_gpio, sda_gpio, 400000 if freq is _UNSET else _to_int(freq), self._timeout)
        if bus < 0:
            raise ValueError({-2: "bad SCL pin", -3: "bad SDA pin"}.get(bus, "I2C(%d) doesn't exist" % id))
        self._bus = bus
        self._scl = i2c_info(id, 0)
        self._sda = i2c_info(id, 1)
        self._freq = i2c_info(id, 2)

    def __repr__(self):
        return "I2C(%d, freq=%d, scl=%d, sda=%d, timeout=%d)" % (
            self._id,
            self._freq,
            self._scl,
            self._sda,
            self._timeout,
        )


class SoftI2C(_Bus):
    def __init__(self, scl, sda, *, freq=400000, timeout=50000):
        self.init(scl, sda, freq=freq, timeout=timeout)

    def init(self, scl, sda, *, freq=400000, timeout=50000):
        self._scl = gpio_of(scl)
        self._sda = gpio_of(sda)
        self._freq = _to_int(freq)
        if self._freq <= 0:
            raise ValueError("invalid freq")
        self._timeout = _to_int(timeout)
        self._bus = i2c_init(-1, self._scl, self._sda, self._freq, self._timeout)

    def start(self):
        _check(i2c_start(self._bus))

    def stop(self):
        _check(i2c_stop(self._bus))

    def readinto(self, buf, nack=True):
        at, size = _space(buf)
        _check(i2c_raw_read(self._bus, at, size, 1 if nack else 0))

    def write(self, buf):
        at, size, buf = _bytes(buf)
        return _check(i2c_raw_write(self._bus, at, size))

    def __repr__(self):
        # The delay of half a bit is whole microseconds, and so is the frequency that comes of it.
        delay = 500000 // self._freq or 1
        return "SoftI2C(scl=%d, sda=%d, freq=%d)" % (self._scl, self._sda, 500000 // delay)

"""machine.SPI and machine.SoftSPI of the RP2040 port."""

from uctypes import addressof as _addressof, bytearray_at as _bytearray_at
from _hal import spi_init, spi_info
from _hal import spi_transfer as _transfer
from _common import to_int as _to_int, check as _check
from _machine_i2c import _bytes, _space
from _machine_pin import gpio_of

_PROBLEMS = {-2: "bad SCK pin", -3: "bad MOSI pin", -4: "bad MISO pin"}


def _packed(pins):
    return sum([(gpio & 63) << shift for gpio, shift in zip(pins, (0, 6, 12))])


class _Bus:
    def write(self, buf):
        at, size, buf = _bytes(buf)
        if size:
            _check(_transfer(self._bus, at, 0, size))

    def read(self, nbytes, write=0):
        buf = bytearray(bytes([_to_int(write) & 255]) * _to_int(nbytes))
        if buf:
            at = _addressof(buf)
            _check(_transfer(self._bus, at, at, len(buf)))
        return bytes(buf)

    def readinto(self, buf, write=0):
        at, size = _space(buf)
        if size:
            _bytearray_at(at, size)[:] = bytes([_to_int(write) & 255]) * size
            _check(_transfer(self._bus, at, at, size))

    def write_readinto(self, write_buf, read_buf):
        at, size, write_buf = _bytes(write_buf)
        to, room = _space(read_buf)
        if size != room:
            raise ValueError("buffers must be the same length")
        if size:
            _check(_transfer(self._bus, at, to, size))

    def deinit(self):
        pass


_hardware = {}  # id -> its one SPI
_UNSET = object()


class SPI(_Bus):
    LSB = 0
    MSB = 1

    def __new__(cls, *args, **kwargs):
        if cls is not SPI or not args:
            return object.__new__(cls)
        id = _to_int(args[0])
        if id not in _hardware:
            if not 0 <= id <= 1:
                raise ValueError("SPI(%d) doesn't exist" % id)
            _hardware[id] = object.__new__(cls)
        return _hardware[id]

    def __init__(
        self, id, baudrate=_UNSET, *, polarity=_UNSET, phase=_UNSET, bits=_UNSET, firstbit=_UNSET, sck=None, mosi=None, miso=None
    ):
        id = _to_int(id)
        if not 0 <= id <= 1:
            raise ValueError("SPI(%d) doesn't exist" % id)
        pins = [-1 if pin is None else gpio_of(pin) for pin in (sck, mosi, miso)]
        # Which pins may be which: those of a bus come in eights, a role every fourth.
        for gpio, role, problem in zip(pins, (2, 3, 0), (-2, -3, -4)):
            if gpio >= 0 and (gpio & 3 != role or (gpio >> 3) & 1 != id):
                raise ValueError(_PROBLEMS[problem])
        other = _hardware.get(id)
        given = any(value is not _UNSET for value in (baudrate, polarity, phase, bits, firstbit)) or max(pins) >= 0
        if other is not None and other is not self:
            self.__dict__.update(other.__dict__)
        self._id = id
        if spi_info(id, 3) and hasattr(self, "_bus") and not given:
            # Nothing asked for: it stays as it is.
            return
        self._bits = self._polarity = self._phase = None
        self._set(1000000, pins, baudrate, polarity, phase, bits, firstbit)

    def init(self, baudrate=-1, *, polarity=-1, phase=-1, bits=-1, firstbit=-1):
        unset = lambda value: _UNSET if value == -1 else value
        self._set(
            self._baudrate, [-1] * 3, unset(baudrate), unset(polarity), unset(phase), unset(bits), unset(firstbit)
        )

    def _set(self, baud, pins, baudrate, polarity, phase, bits, firstbit):
        if firstbit is not _UNSET and _to_int(firstbit) == SPI.LSB:
            raise NotImplementedError("LSB")
        baud = baud if baudrate is _UNSET else _to_int(baudrate)
        bits = self._bits or 8 if bits is _UNSET else _to_int(bits)
        polarity = self._polarity or 0 if polarity is _UNSET else _to_int(polarity)
        phase = self._phase or 0 if phase is _UNSET else _to_int(phase)
        bus = spi_init(self._id, baud, bits + 64 * (polarity & 1) + 128 * (phase & 1), _packed(pins))
        if bus < 0:
            raise ValueError(_PROBLEMS.get(bus, "bad baudrate or bits"))
        self._bus = bus
        self._bits = bits
        self._polarity = polarity
        self._phase = phase
        self._baudrate = spi_info(bus, 3)

    def __repr__(self):
        return "SPI(%d, baudrate=%d, polarity=%d, phase=%d, bits=%d, sck=%d, mosi=%d, miso=%d)" % (
            self._id,
            self._baudrate,
            self._polarity,
            self._phase,
            self._bits,
            spi_info(self._bus, 0),
            spi_info(self._bus, 1),
            spi_info(self._bus, 2),
        )


class SoftSPI(_Bus):
    LSB = 0
    MSB = 1

    def __init__(self, baudrate=500000, *, polarity=0, phase=0, bits=8, firstbit=1, sck=None, mosi=None, miso=None):
        if _to_int(bits) != 8:
            raise ValueError("bits must be 8")
        if _to_int(firstbit) != SPI.MSB:
            raise ValueError("firstbit must be MSB")
        if sck is None or mosi is None or miso is None:
            raise ValueError("must specify all of sck/mosi/miso")
        self._pins = [gpio_of(sck), gpio_of(mosi), gpio_of(miso)]
        self._set(_to_int(baudrate), _to_int(polarity), _to_int(phase))

    def init(self, baudrate=-1, polarity=-1, phase=-1, *, sck=None, mosi=None, miso=None):
        self._pins = [
            gpio if pin is None else gpio_of(pin) for gpio, pin in zip(self._pins, (sck, mosi, miso))
        ]
        self._set(
            self._baudrate if baudrate == -1 else _to_int(baudrate),
            self._polarity if polarity == -1 else _to_int(polarity),
            self._phase if phase == -1 else _to_int(phase),
        )

    def _set(self, baudrate, polarity, phase):
        if baudrate <= 0:
            raise ValueError("invalid baudrate")
        bus = spi_init(-1, baudrate, 8 + 64 * (polarity & 1) + 128 * (phase & 1), _packed(self._pins))
        self._bus = _check(bus)
        self._polarity = polarity
        self._phase = phase
        # The delay of half a bit is whole microseconds.
        self._baudrate = 500000 // -(-500000 // baudrate)

    def __repr__(self):
        return "SoftSPI(baudrate=%d, polarity=%d, phase=%d, sck=%d, mosi=%d, miso=%d)" % (
            self._baudrate,
            self._polarity,
            self._phase,
            self._pins[0],
            self._pins[1],
            self._pins[2],
        )

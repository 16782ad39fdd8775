"""machine.I2C, SPI and SoftSPI of the ESP32 port; SoftI2C is that of all ports."""

from _hal import i2c_init, i2c_info, spi_init, spi_info, pin_init
from _common import to_int as _to_int, check as _check
import _machine_i2c, _machine_spi
from _machine_i2c import SoftI2C
from _machine_pin import gpio_of

_UNSET = object()
_AS_IT_WAS = 63
_NO_PIN = 62

_i2c = {}  # id -> its one I2C
_spi = {}  # id -> its one SPI


class I2C(_machine_i2c._Bus):
    def __new__(cls, *args, **kwargs):
        if not args or args[0] == -1:
            # As programs for old firmware have it.
            print("Warning: I2C(-1, ...) is deprecated, use SoftI2C(...) instead")
            return SoftI2C(*args[1:], **kwargs)
        id = _to_int(args[0])
        if not 0 <= id <= 1:
            raise ValueError("I2C(%d) doesn't exist" % id)
        if id not in _i2c:
            _i2c[id] = object.__new__(cls)
        return _i2c[id]

    def __init__(self, id=-1, *, scl=None, sda=None, freq=400000, timeout=50000):
        self._id = id = _to_int(id)
        scl = -1 if scl is None else gpio_of(scl)
        sda = -1 if sda is None else gpio_of(sda)
        bus = i2c_init(id, scl, sda, _to_int(freq), _to_int(timeout))
        if bus < 0:
            raise ValueError("I2C(%d) doesn't exist" % id if bus == -1 else "invalid pin")
        self._bus = bus

    def __repr__(self):
        return "I2C(%d, scl=%d, sda=%d, freq=%d)" % (
            self._id,
            i2c_info(self._bus, 0),
            i2c_info(self._bus, 1),
            i2c_info(self._bus, 2),
        )


def _pin(pin):
    return _AS_IT_WAS if pin is _UNSET else _NO_PIN if pin is None else gpio_of(pin)


class SPI(_machine_spi._Bus):
    MSB = 0
    LSB = 1

    def __new__(cls, *args, **kwargs):
        id = args[0] if args else kwargs.get("id", -1)
        if id == -1:
            print("Warning: SPI(-1, ...) is deprecated, use SoftSPI(...) instead")
            return SoftSPI(*args[1:], **kwargs)
        id = _to_int(id)
        if not 1 <= id <= 2:
            raise ValueError("SPI(%d) doesn't exist" % id)
        if id not in _spi:
            bus = _spi[id] = object.__new__(cls)
            bus._pins = None
        return _spi[id]

    def __init__(
        self, id=-1, baudrate=500000, *, polarity=0, phase=0, bits=8, firstbit=0, sck=_UNSET, mosi=_UNSET, miso=_UNSET
    ):
        self._id = _to_int(id)
        defaults = ((14, 13, 12), (18, 23, 19))[self._id - 1]
        pins = [default if pin is _UNSET else _pin(pin) for pin, default in zip((sck, mosi, miso), defaults)]
        self._set(pins, baudrate, polarity, phase, bits, firstbit)

    def init(
        self,
        baudrate=-1,
        *,
        polarity=-1,
        phase=-1,
        bits=-1,
        firstbit=-1,
        sck=_UNSET,
        mosi=_UNSET,
        miso=_UNSET
    ):
        pins = [gpio if pin is _UNSET else _pin(pin) for gpio, pin in zip(self._pins, (sck, mosi, miso))]
        self._set(
            pins,
            self._baudrate if baudrate == -1 else baudrate,
            self._polarity if polarity == -1 else polarity,
            self._phase if phase == -1 else phase,
            self._bits if bits == -1 else bits,
            self._firstbit if firstbit == -1 else firstbit,
        )

    def _set(self, pins, baudrate, polarity, phase, bits, firstbit):
        if _to_int(firstbit) == SPI.LSB:
            raise NotImplementedError("machine.SPI: LSB first is not simulated yet")
        if self._pins is not None and pins != self._pins:
            self._release()
        self._bits = _to_int(bits)
        self._polarity = _to_int(polarity) & 1
        self._phase = _to_int(phase) & 1
        self._firstbit = firstbit
        form = self._bits + 64 * self._polarity + 128 * self._phase
        bus = spi_init(self._id - 1, _to_int(baudrate), form, pins[0] + 64 * pins[1] + 4096 * pins[2])
        if bus < 0:
            raise OSError("invalid configuration")
        self._bus = bus
        self._pins = pins
        self._baudrate = spi_info(bus, 3)

    def _release(self):
        for gpio in self._pins:
            if gpio != _NO_PIN:
                pin_init(gpio, 0, -1, -1)

    def deinit(self):
        if self._pins is not None:
            self._release()
            self._pins = None

    def _check_ready(self):
        if self._pins is None:
            raise OSError("transfer on deinitialized SPI")

    def write(self, buf):
        self._check_ready()
        _machine_spi._Bus.write(self, buf)

    def read(self, nbytes, write=0):
        self._check_ready()
        return _machine_spi._Bus.read(self, nbytes, write)

    def readinto(self, buf, write=0):
        self._check_ready()
        _machine_spi._Bus.readinto(self, buf, write)

    def write_readinto(self, write_buf, read_buf):
        self._check_ready()
        _machine_spi._Bus.write_readinto(self, write_buf, read_buf)

    def __repr__(self):
        pins = [-1 if gpio == _NO_PIN else gpio for gpio in self._pins or (_NO_PIN,) * 3]
        return "SPI(id=%d, baudrate=%d, polarity=%d, phase=%d, bits=%d, firstbit=%d, sck=%d, mosi=%d, miso=%d)" % (
            self._id,
            self._baudrate,
            self._polarity,
            self._phase,
            self._bits,
            self._firstbit,
            pins[0],
            pins[1],
            pins[2],
        )


class SoftSPI(_machine_spi.SoftSPI):
    MSB = 0
    LSB = 1

    def __init__(self, baudrate=500000, *, polarity=0, phase=0, bits=8, firstbit=0, sck=None, mosi=None, miso=None):
        # The numbers of the two orders are the other way round than on the RP2040.
        super().__init__(
            baudrate,
            polarity=polarity,
            phase=phase,
            bits=bits,
            firstbit=1 - _to_int(firstbit),
            sck=sck,
            mosi=mosi,
            miso=miso,
        )

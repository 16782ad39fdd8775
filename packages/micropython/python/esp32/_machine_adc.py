"""machine.ADC and ADCBlock of the ESP32 port."""

from _hal import adc_channel, adc_init, adc_atten, adc_bits
from _hal import adc_read as _read, adc_read_u16 as _read_u16, adc_read_mv as _read_mv
from _common import to_int as _to_int
from _machine_pin import Pin, gpio_of

_UNSET = object()
_FIRST_OF_SECOND = 8

_adcs = {}  # channel -> its one ADC
_blocks = {}  # 1 and 2 -> its one ADCBlock


class ADC:
    ATTN_0DB = 0
    ATTN_2_5DB = 1
    ATTN_6DB = 2
    ATTN_11DB = 3
    WIDTH_9BIT = 9
    WIDTH_10BIT = 10
    WIDTH_11BIT = 11
    WIDTH_12BIT = 12

    def __new__(cls, *args, **kwargs):
        # Each channel has one object; only a subclass makes new ones.
        if cls is ADC and args:
            channel = adc_channel(gpio_of(args[0]))
            if channel >= 0:
                if channel not in _adcs:
                    _adcs[channel] = object.__new__(cls)
                return _adcs[channel]
        return object.__new__(cls)

    def __init__(self, pin, **kwargs):
        gpio = gpio_of(pin)
        channel = adc_channel(gpio)
        if channel < 0:
            raise ValueError("invalid pin")
        self._gpio = gpio
        self._channel = channel
        self.init(**kwargs)

    def init(self, *, atten=-1):
        atten = _to_int(atten)
        if atten != -1:
            self.atten(atten)
        elif adc_atten(self._channel, -1) < 0:
            self.atten(0)

    def deinit(self):
        pass

    def block(self):
        return _block(1 if self._channel < _FIRST_OF_SECOND else 2)

    def atten(self, atten):
        atten = _to_int(atten)
        if atten < 0 or adc_atten(self._channel, atten) < 0:
            raise ValueError("invalid atten")
        adc_init(self._channel)

    def width(self, bits):
        bits = _to_int(bits)
        if bits < 0 or adc_bits(self._channel, bits) < 0:
            raise ValueError("invalid bits")

    def read(self):
        return _read(self._channel)

    def read_u16(self):
        return _read_u16(self._channel)

    def read_uv(self):
        return _read_mv(self._channel) * 1000

    def __repr__(self):
        return "ADC(Pin(%d), atten=%d)" % (self._gpio, adc_atten(self._channel, -1))


def _block(id):
    if id not in _blocks:
        block = _blocks[id] = object.__new__(ADCBlock)
        block._id = id
        block._first = 0 if id == 1 else _FIRST_OF_SECOND
    return _blocks[id]


class ADCBlock:
    def __new__(cls, id, **kwargs):
        id = _to_int(id)
        if id != 1 and id != 2:
            raise ValueError("invalid block id")
        return _block(id)

    def __init__(self, id, **kwargs):
        self.init(**kwargs)

    def init(self, *, bits=-1):
        bits = _to_int(bits)
        if bits != -1 and adc_bits(self._first, bits) < 0:
            raise ValueError("invalid bits")

    def connect(self, source, pin=None, **kwargs):
        if isinstance(source, Pin):
            pin, channel = source, adc_channel(source._gpio) - self._first
        else:
            channel = _to_int(source)
        own = channel + self._first
        for gpio in range(40):
            if adc_channel(gpio) == own and 0 <= channel < (8 if self._id == 1 else 10):
                if pin is None or gpio_of(pin) == gpio:
                    return ADC(gpio, **kwargs)
        raise ValueError("no matching ADC")

    def __repr__(self):
        return "ADCBlock(%d, bits=%d)" % (self._id, adc_bits(self._first, -1))

"""esp32: what only this port's chip has."""

from ubinascii import hexlify as _hexlify, unhexlify as _unhexlify
from uctypes import bytearray_at as _bytearray_at
from _hal import chip_celsius as _chip_celsius, nvs_get as _nvs_get, nvs_set as _nvs_set, nvs_erase as _nvs_erase
from _hal import wake_ext0 as _wake_ext0, wake_ext1 as _wake_ext1, wake_touch as _wake_touch
from _common import to_int as _to_int, NotSimulated as _NotSimulated
from _machine_i2c import _bytes, _space
from _machine_pin import gpio_of as _gpio_of, _ext0, _touch
from _esp32_pcnt import PCNT

WAKEUP_ALL_LOW = False
WAKEUP_ANY_HIGH = True
HEAP_DATA = 4
HEAP_EXEC = 1

_UNSET = object()
_LIGHT_AND_DEEP = 6
_LONGEST_KEY = 15

RMT = _NotSimulated("esp32.RMT")
ULP = _NotSimulated("esp32.ULP")
Partition = _NotSimulated("esp32.Partition")
idf_task_info = _NotSimulated("esp32.idf_task_info")
wake_on_ulp = _NotSimulated("esp32.wake_on_ulp")
gpio_deep_sleep_hold = _NotSimulated("esp32.gpio_deep_sleep_hold")

_ext1 = ["", 0]


def wake_on_touch(wake):
    if _ext0[0] != -1:
        raise ValueError("no resources")
    _touch[0] = bool(wake)
    _wake_touch(1 if wake else 0)


def wake_on_ext0(pin=_UNSET, level=_UNSET):
    if _touch[0]:
        raise ValueError("no resources")
    if level is not _UNSET:
        _ext0[1] = 1 if level else 0
    gpio = _ext0[0] if pin is _UNSET else -1 if pin is None else _gpio_of(pin)
    if _wake_ext0(gpio, _ext0[1], _LIGHT_AND_DEEP) < 0:
        raise ValueError("invalid pin")
    _ext0[0] = gpio


def wake_on_ext1(pins=None, level=_UNSET):
    if level is not _UNSET:
        _ext1[1] = 1 if level else 0
    gpios = _ext1[0]
    if pins is not None:
        gpios = ",".join([str(_gpio_of(pin)) for pin in pins])
    if _wake_ext1(gpios, _ext1[1]) < 0:
        raise ValueError("invalid pin")
    _ext1[0] = gpios


def raw_temperature():
    # The chip tells degrees Fahrenheit.
    return int(_chip_celsius() * 1.8 + 32.5)


def idf_heap_info(capabilities):
    """Of each region the size, what is free, the largest piece and the least that was free: what a board has after start-up."""
    if _to_int(capabilities) == HEAP_EXEC:
        return [(74536, 70812, 69632, 70812), (15072, 14636, 14336, 14636)]
    return [(7288, 0, 0, 0), (16648, 4, 0, 4), (80128, 78940, 77824, 78940), (15072, 14636, 14336, 14636), (113840, 2836, 2560, 2836)]


def _error(number, name):
    raise OSError(number, name)


class NVS:
    def __init__(self, namespace):
        if type(namespace) is not str:
            raise TypeError("can't convert '%s' object to str implicitly" % type(namespace).__name__)
        if not 0 < len(namespace) <= _LONGEST_KEY:
            _error(-4355, "ESP_ERR_NVS_INVALID_NAME") if not namespace else _error(-4361, "ESP_ERR_NVS_KEY_TOO_LONG")
        self._namespace = namespace

    def _key(self, key):
        if type(key) is not str:
            raise TypeError("can't convert '%s' object to str implicitly" % type(key).__name__)
        if len(key) > _LONGEST_KEY:
            _error(-4361, "ESP_ERR_NVS_KEY_TOO_LONG")
        return key

    def _get(self, key, blob):
        value = _nvs_get(self._namespace, self._key(key), blob)
        if not value:
            _error(-4354, "ESP_ERR_NVS_NOT_FOUND")
        return value[1:]

    def set_i32(self, key, value):
        value = (_to_int(value) + 0x80000000 & 0xFFFFFFFF) - 0x80000000
        _nvs_set(self._namespace, self._key(key), 0, str(value))

    def get_i32(self, key):
        return int(self._get(key, 0))

    def set_blob(self, key, value):
        at, size, value = _bytes(value)
        _nvs_set(self._namespace, self._key(key), 1, str(_hexlify(value), "ascii"))

    def get_blob(self, key, buf):
        at, size = _space(buf)
        value = _unhexlify(self._get(key, 1))
        if len(value) > size:
            _error(-4364, "ESP_ERR_NVS_INVALID_LENGTH")
        _bytearray_at(at, len(value))[:] = value
        return len(value)

    def erase_key(self, key):
        if not _nvs_erase(self._namespace, self._key(key)):
            _error(-4354, "ESP_ERR_NVS_NOT_FOUND")

    def commit(self):
        pass

    def __repr__(self):
        return "<NVS namespace>"

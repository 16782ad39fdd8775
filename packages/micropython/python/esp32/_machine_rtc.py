"""machine.RTC and machine.WDT of the ESP32 port."""

from uctypes import addressof as _addressof
from _hal import rtc_set, rtc_memory_size, rtc_memory_read, rtc_memory_write, time_subsec_ns, wdt_start, wdt_feed
from _common import to_int as _to_int, check as _check
from _machine_i2c import _bytes
import time as _time

_EPOCH = 946684800
_LARGEST = 2048

_rtc = None
_wdt = None


class RTC:
    def __new__(cls):
        global _rtc
        if cls is not RTC:
            return object.__new__(cls)
        if _rtc is None:
            _rtc = object.__new__(cls)
        return _rtc

    def datetime(self, when=None):
        if when is None:
            year, month, day, hour, minute, second, weekday, _ = _time.localtime()
            return year, month, day, weekday, hour, minute, second, int(time_subsec_ns()) // 1000
        self._set(when, 4)

    def init(self, when):
        self._set(when, 3)

    def _set(self, when, hour):
        if not isinstance(when, (tuple, list)):
            raise TypeError("object '%s' isn't a tuple or list" % type(when).__name__)
        if len(when) != 8:
            raise ValueError("requested length 8 but object has length %d" % len(when))
        parts = [_to_int(part) for part in when]
        # The weekday follows from the date.
        rtc_set(float(_time.mktime(tuple(parts[:3] + parts[hour : hour + 3] + [0, 0])) + _EPOCH))

    def memory(self, data=None):
        if data is None:
            held = bytearray(rtc_memory_size())
            rtc_memory_read(_addressof(held))
            return bytes(held)
        at, size, data = _bytes(data)
        if size > _LARGEST:
            raise ValueError("buffer too long")
        rtc_memory_write(at, size)

    def __repr__(self):
        return "<RTC>"


class WDT:
    def __new__(cls, *args, **kwargs):
        global _wdt
        if cls is not WDT:
            return object.__new__(cls)
        if _wdt is None:
            _wdt = object.__new__(cls)
        return _wdt

    def __init__(self, id=0, timeout=5000):
        if _to_int(id) != 0:
            raise ValueError
        timeout = _to_int(timeout)
        if timeout <= 0:
            raise ValueError("WDT timeout too short")
        _check(wdt_start(timeout))

    def feed(self):
        wdt_feed()

    def __repr__(self):
        return "<WDT>"

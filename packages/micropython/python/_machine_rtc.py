"""machine.RTC and machine.WDT of the RP2040 port."""

from utime import mktime as _mktime
from _hal import rtc_set, wdt_start, wdt_feed
from _common import to_int as _to_int, check as _check
import time as _time

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
            return year, month, day, weekday, hour, minute, second, 0
        if not isinstance(when, (tuple, list)):
            raise TypeError("object '%s' isn't a tuple or list" % type(when).__name__)
        if len(when) != 8:
            raise ValueError("requested length 8 but object has length %d" % len(when))
        year, month, day, _, hour, minute, second, _ = [_to_int(part) for part in when]
        # The weekday follows from the date.
        rtc_set(float(_mktime((year, month, day, hour, minute, second, 0, 0))))

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
        id = _to_int(id)
        timeout = _to_int(timeout)
        if id != 0:
            raise ValueError("WDT(%d) doesn't exist" % id)
        if not 0 <= timeout <= 8388:
            raise ValueError("timeout exceeds 8388")
        _check(wdt_start(timeout))

    def feed(self):
        wdt_feed()

    def __repr__(self):
        return "<WDT>"

"""time: sleeping and reading clocks of the virtual board. What needs no clock is the interpreter's own C code."""

# The C module behind the frozen one. Its millisecond clock is the virtual clock; ticks wrap at 2**30.
from utime import ticks_ms, ticks_add, ticks_diff, mktime
from utime import gmtime as _gmtime
from array import array as _array
from _hal import sleep_ns as _sleep_ns, ticks_us, ticks_cpu, time_s as _time_s, time_subsec_ns as _subsec_ns
from _hal import board_info as _board_info
from _common import to_int as _to_int

_single = _array("f", (0,))


def sleep(seconds):
    # Boards compute in single precision and sleep whole milliseconds: sleep(0.0009) is sleep(0).
    _single[0] = seconds
    _single[0] *= 1000
    ms = int(_single[0])
    _sleep_ns(ms * 1e6 if ms > 0 else 0.0)


def sleep_ms(ms):
    if type(ms) is not int:
        ms = _to_int(ms)
    if ms >= 0:
        _sleep_ns(ms * 1e6)


def sleep_us(us):
    if type(us) is not int:
        us = _to_int(us)
    if us > 0:
        _sleep_ns(us * 1e3)


def time():
    return int(_time_s())


def time_ns():
    while True:
        seconds = _time_s()
        ns = _subsec_ns()
        if _time_s() == seconds:
            return int(seconds) * 1000000000 + int(ns)


def localtime(secs=None):
    return _gmtime(time() if secs is None else secs)


if _board_info("platform") == "esp32":
    # Counts from the year 2000.
    _EPOCH = 946684800
    _mktime = mktime

    def mktime(when):
        return _mktime(when) - _EPOCH

    def time():
        return int(_time_s()) - _EPOCH

    def time_ns():
        while True:
            seconds = _time_s()
            ns = _subsec_ns()
            if _time_s() == seconds:
                return (int(seconds) - _EPOCH) * 1000000000 + int(ns)

    def localtime(secs=None):
        return _gmtime((time() if secs is None else secs) + _EPOCH)


# A board knows no time zones.
gmtime = localtime

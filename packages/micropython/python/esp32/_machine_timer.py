"""machine.Timer of the ESP32 port: four hardware timers."""

from _hal import timer_start, timer_stop, ticks_us
from utime import ticks_diff
from _common import to_int as _to_int, check as _check
from _irq import timers as _running, call_soft as _call_soft

_COUNT = 4
_CLOCK = 10000000  # The 80 MHz of the peripherals by 8.

_timers = {}  # id -> its one Timer


class Timer:
    ONE_SHOT = 0
    PERIODIC = 1

    def __new__(cls, *args, **kwargs):
        if not args:
            raise TypeError("function missing 1 required positional arguments")
        id = _to_int(args[0])
        if not 0 <= id < _COUNT:
            raise ValueError("invalid Timer number")
        if id not in _timers:
            timer = _timers[id] = object.__new__(cls)
            timer._id = id
            timer._mode = 0
            timer._period = 0
            timer._callback = None
            timer._since = 0
        return _timers[id]

    def __init__(self, id, **kwargs):
        if kwargs:
            self.init(**kwargs)

    def init(self, *, mode=1, callback=None, period=-1, tick_hz=1000, freq=None, hard=False):
        self.deinit()
        if hard:
            raise ValueError("hard Timers are not implemented")
        if freq is not None:
            self._period = int(_CLOCK / freq)
        else:
            # Without a period it is the longest one.
            self._period = (_to_int(period) & 0xFFFFFFFF) * _CLOCK // _to_int(tick_hz)
        self._mode = _to_int(mode)
        self._callback = callback
        self._since = ticks_us()
        _running[self._id] = self
        _check(timer_start(self._id, max(1, self._period) * 100.0, 1 if self._mode else 0, 0))

    def deinit(self):
        if _running.pop(self._id, None) is not None:
            timer_stop(self._id)

    def value(self):
        """What it has counted since it last began, ms."""
        ms = ticks_diff(ticks_us(), self._since) // 1000
        period = self._period // (_CLOCK // 1000)
        return ms % period if self._mode and period else ms

    def _fire(self, hard):
        if not self._mode:
            _running.pop(self._id, None)
        _call_soft(self._callback, self)

    def __repr__(self):
        mode = "PERIODIC" if self._mode else "ONE_SHOT"
        return "Timer(%d, mode=%s, period=%d)" % (self._id, mode, self._period // (_CLOCK // 1000))

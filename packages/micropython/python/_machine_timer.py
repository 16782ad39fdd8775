"""machine.Timer of the RP2040 port: virtual timers only."""

from _hal import timer_start, timer_stop
from _common import to_int as _to_int, check as _check
from _irq import timers as _running, call_hard as _call_hard, call_soft as _call_soft

_ids = 99  # Numbers of virtual timers count up from 100.


class Timer:
    ONE_SHOT = 0
    PERIODIC = 1

    def __init__(self, id=-1, **kwargs):
        global _ids
        if _to_int(id) != -1:
            raise ValueError("Timer doesn't exist")
        _ids += 1
        self._id = _ids
        self._mode = 0
        self._us = 0
        self._callback = None
        self._hard = False
        if kwargs:
            self.init(**kwargs)

    def init(self, *, mode=1, callback=None, period=-1, tick_hz=1000, freq=None, hard=False):
        self.deinit()
        self._mode = _to_int(mode)
        if freq is not None:
            us = int(1000000.0 / freq)
        else:
            # Without a period it is the longest one.
            us = (_to_int(period) & 0xFFFFFFFF) * 1000000 // _to_int(tick_hz)
        self._us = us = us if us > 1 else 1
        self._callback = callback
        self._hard = hard = 1 if hard else 0
        _check(timer_start(self._id, us * 1e3, 0 if self._mode == 0 else 1, hard))
        _running[self._id] = self

    def deinit(self):
        if _running.pop(self._id, None) is not None:
            timer_stop(self._id)

    def _fire(self, hard):
        if self._mode == 0:
            _running.pop(self._id, None)
        callback = self._callback
        if callback is None:
            return
        if not hard:
            _call_soft(callback, self)
        elif not _call_hard(callback, self):
            # It does not run again.
            self.deinit()
            self._mode = 0

    def __repr__(self):
        return "Timer(mode=%s, tick_hz=1000000, period=%d)" % ("PERIODIC" if self._mode else "ONE_SHOT", self._us)

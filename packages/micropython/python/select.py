"""select: waiting for streams. A wait is one sleep of the board; whatever can make a stream ready ends it."""

from _hal import wait_ms as _wait_ms
from utime import ticks_ms as _ticks_ms, ticks_diff as _ticks_diff
from uselect import poll as _c_poll
from _common import to_int as _to_int
from _stdio import LONG as _LONG

POLLIN = 1
POLLOUT = 4
POLLERR = 8
POLLHUP = 16

_MP_STREAM_POLL = 3
_FLAG_ONESHOT = 1


def _ioctl_of(stream):
    """What `ioctl` would be if a stream of C code had it."""
    poller = _c_poll()
    poller.register(stream, 0)

    def ioctl(_, events):
        poller.modify(stream, events)
        found = poller.poll(0)
        return found[0][1] if found else 0

    return ioctl


class poll:
    def __init__(self):
        self._entries = []  # [object, events asked, events found, its ioctl, changes only when Python code runs]
        self._at = 0
        self._oneshot = 0
        # Some object is written in Python and does not tell when it becomes ready: ask it again every millisecond.
        self._asks = False
        self._longest = -1

    def _find(self, obj):
        for entry in self._entries:
            if entry[0] is obj:
                return entry
        return None

    def _add(self, obj, events, merge):
        entry = self._find(obj)
        if entry is not None:
            entry[1] = entry[1] | events if merge else events
            return
        ioctl = getattr(obj, "ioctl", None)
        woken = ioctl is None or getattr(obj, "_woken_by_handlers", False)
        self._entries.append([obj, events, 0, ioctl or _ioctl_of(obj), woken])
        if not woken:
            self._asks = True
        if events & POLLIN and getattr(obj, "_fd", None) == 0:
            self._longest = _LONG

    def register(self, obj, eventmask=POLLIN | POLLOUT):
        self._add(obj, _to_int(eventmask), False)

    def modify(self, obj, eventmask):
        entry = self._find(obj)
        if entry is None:
            raise OSError(2)
        entry[1] = _to_int(eventmask)

    def unregister(self, obj):
        entry = self._find(obj)
        if entry is not None:
            self._entries.remove(entry)
            self._asks = False
            for entry in self._entries:
                if not entry[4]:
                    self._asks = True

    def _scan(self):
        ready = 0
        for entry in self._entries:
            found = entry[3](_MP_STREAM_POLL, entry[1])
            if found:
                if found < 0:
                    raise OSError(-found)
                ready += 1
            entry[2] = found
        return ready

    def _wait(self, timeout):
        """Waits `timeout` ms (None or below zero: for ever) and returns how many objects are ready."""
        entries = self._entries
        if timeout is None or timeout < 0:
            while True:
                ready = self._scan() if entries else 0
                if ready:
                    return ready
                _wait_ms(1 if self._asks else self._longest)
                if not entries:
                    # asyncio waits here for an interrupt that gives it something to do.
                    return 0
        ready = self._scan() if entries else 0
        if ready or timeout == 0:
            return ready
        start = _ticks_ms()
        left = timeout
        while True:
            _wait_ms(1 if self._asks else left)
            if entries:
                ready = self._scan()
                if ready:
                    return ready
            left = timeout - _ticks_diff(_ticks_ms(), start)
            if left <= 0:
                return 0

    def poll(self, timeout=-1):
        self._wait(timeout if timeout is None else _to_int(timeout))
        return [(entry[0], entry[2]) for entry in self._entries if entry[2]]

    def ipoll(self, timeout=-1, flags=0):
        self._wait(timeout if timeout is None else _to_int(timeout))
        self._oneshot = flags & _FLAG_ONESHOT
        self._at = 0
        return self

    def __iter__(self):
        return self

    def __next__(self):
        entries = self._entries
        while self._at < len(entries):
            entry = entries[self._at]
            self._at += 1
            if entry[2]:
                found = entry[2]
                if self._oneshot:
                    entry[1] = 0
                return entry[0], found
        raise StopIteration

    def __repr__(self):
        return "<poll>"


def select(rlist, wlist, xlist, timeout=None):
    poller = poll()
    for objects, events in ((rlist, POLLIN), (wlist, POLLOUT), (xlist, POLLERR | POLLHUP)):
        for obj in objects:
            poller._add(obj, events, True)
    poller._wait(None if timeout is None else int(timeout * 1000))
    ready = [], [], []
    for obj, _, found, _, _ in poller._entries:
        if found & POLLIN:
            ready[0].append(obj)
        if found & POLLOUT:
            ready[1].append(obj)
        if found & ~(POLLIN | POLLOUT):
            ready[2].append(obj)
    return ready

"""esp32.PCNT, and machine.Counter and Encoder, which are made of it."""

from _hal import pcnt_connect as _connect, pcnt_actions as _actions, pcnt_set as _set, pcnt_get as _get, pcnt_deinit as _deinit
from _common import to_int as _to_int
from _irq import counters as _irqs, call_soft as _call_soft
from _machine_pin import gpio_of

_UNSET = object()
_UNITS = 8
_COUNT = 0
_TOTAL = 1
_EVENTS = 2
_TAKE_EVENTS = 3
_LONGEST_FILTER = 1023

_units = {}  # id -> its one PCNT


class irq:
    """The interrupt of one counter: always a soft one."""

    def __init__(self, pcnt):
        self._pcnt = pcnt
        self._handler = None
        self._trigger = 0

    def flags(self):
        # Asking forgets them.
        return _get(self._pcnt._id, _TAKE_EVENTS)

    def trigger(self, new=_UNSET):
        old = self._trigger
        if new is not _UNSET:
            self._set(_to_int(new))
        return old

    def _set(self, trigger):
        self._trigger = trigger
        _set(self._pcnt._id, "trigger", trigger)

    def __call__(self):
        if self._handler is not None:
            _call_soft(self._handler, self._pcnt)

    def __repr__(self):
        return "<irq>"


def _pin(pin):
    return -1 if pin is None else gpio_of(pin)


def _action(value, name):
    value = 0 if value is _UNSET else _to_int(value)
    if not 0 <= value <= 2:
        raise ValueError(name)
    return value


class PCNT:
    IGNORE = 0
    INCREMENT = 1
    DECREMENT = 2
    NORMAL = 0
    REVERSE = 1
    HOLD = 2
    IRQ_THRESHOLD1 = 4
    IRQ_THRESHOLD0 = 8
    IRQ_MIN = 16
    IRQ_MAX = 32
    IRQ_ZERO = 64

    def __new__(cls, *args, **kwargs):
        if not args:
            raise TypeError("id")
        id = _to_int(args[0])
        if not 0 <= id < _UNITS:
            raise ValueError("invalid id")
        pcnt = _units.get(id)
        if pcnt is None:
            pcnt = _units[id] = object.__new__(cls)
            pcnt._id = id
        return pcnt

    def __init__(self, id, **kwargs):
        self.init(**kwargs)

    def init(
        self,
        *,
        channel=0,
        pin=_UNSET,
        rising=_UNSET,
        falling=_UNSET,
        mode_pin=_UNSET,
        mode_low=_UNSET,
        mode_high=_UNSET,
        min=_UNSET,
        max=_UNSET,
        filter=_UNSET,
        threshold0=_UNSET,
        threshold1=_UNSET,
        value=_UNSET
    ):
        channel = _to_int(channel)
        if not 0 <= channel <= 1:
            raise ValueError("channel")
        if pin is not _UNSET or mode_pin is not _UNSET:
            if pin is _UNSET:
                raise ValueError("pin")
            _connect(self._id, channel, _pin(pin), -1 if mode_pin is _UNSET else _pin(mode_pin))
        if not rising is falling is mode_low is mode_high is _UNSET:
            actions = _action(rising, "rising") + 4 * _action(falling, "falling")
            _actions(self._id, channel, actions + 16 * _action(mode_low, "mode_low") + 64 * _action(mode_high, "mode_high"))
        self._set("filter", filter, 0, _LONGEST_FILTER)
        # All of these clear the counter, whatever they are.
        clear = self._set("value", value, 0, 0)
        clear |= self._set("minimum", min, -32768, 0)
        clear |= self._set("maximum", max, 0, 32767)
        clear |= self._set("threshold0", threshold0, -32768, 32767)
        clear |= self._set("threshold1", threshold1, -32768, 32767)
        if clear:
            _set(self._id, "clear", 0)

    def _set(self, name, value, lowest, highest):
        if value is _UNSET:
            return False
        value = _to_int(value)
        if not lowest <= value <= highest:
            raise ValueError(name)
        if name != "value":
            _set(self._id, name[:3] if name[0] == "m" else name, value)
        return True

    def value(self, value=_UNSET):
        if value is not _UNSET and _to_int(value) != 0:
            raise ValueError("value")
        while True:
            count = _get(self._id, _COUNT)
            # What has happened up to here is told first. A handler that does not ask for the flags is called for ever, as on a board.
            own = _irqs.get(self._id)
            if own is None or own._handler is None or not _get(self._id, _EVENTS):
                break
            own._handler(self)
        if value is not _UNSET:
            _set(self._id, "clear", 0)
        return count

    def irq(self, handler=_UNSET, trigger=_UNSET):
        own = _irqs.get(self._id)
        if own is None:
            own = _irqs[self._id] = irq(self)
        if handler is not _UNSET or trigger is not _UNSET:
            trigger = PCNT.IRQ_ZERO if trigger is _UNSET else _to_int(trigger)
            if not 4 <= trigger < 128:
                raise ValueError("trigger")
            own._handler = None if handler is _UNSET else handler
            own._set(trigger if own._handler is not None else 0)
        return own

    def start(self):
        _set(self._id, "run", 1)

    def stop(self):
        _set(self._id, "run", 0)

    def deinit(self):
        own = _irqs.get(self._id)
        if own is not None:
            own._handler = None
            own._set(0)
        _deinit(self._id)

    def __repr__(self):
        return "PCNT(%d)" % self._id


_counters = {}  # id -> its one Counter or Encoder


class _Base:
    def __new__(cls, id, *args, **kwargs):
        counter = _counters.get(id)
        if counter is None:
            counter = _counters[id] = object.__new__(cls)
            counter._pcnt = None
        elif not isinstance(counter, cls):
            raise ValueError("PCNT in use")
        return counter

    def __init__(self, id, *args, filter_ns=0, **kwargs):
        self._id = id
        if self._pcnt is None:
            self._pcnt = PCNT(id, min=-32000, max=32000)
        elif not args and not kwargs:
            # As it is.
            return
        self._configure(*args, **kwargs)
        self._pcnt.init(filter=min(max(0, filter_ns * 80 // 1000), _LONGEST_FILTER), value=0)
        self._offset = 0
        self._pcnt.start()

    def init(self, *args, **kwargs):
        self.__init__(self._id, *args, **kwargs)

    def deinit(self):
        if self._pcnt is not None:
            self._pcnt.deinit()
            self._pcnt = None

    def value(self, value=None):
        if self._pcnt is None:
            raise RuntimeError("not initialised")
        total = _get(self._id, _TOTAL)
        result = total + self._offset
        if value is not None:
            self._offset = value - total
        return result


class Counter(_Base):
    RISING = 1
    FALLING = 2
    UP = 1
    DOWN = 2

    def _configure(self, src, edge=1, direction=1):
        self._pcnt.init(channel=0, pin=src, rising=direction if edge & 1 else 0, falling=direction if edge & 2 else 0)


class Encoder(_Base):
    def _configure(self, phase_a, phase_b, phases=1):
        if phases not in (1, 2, 4):
            raise ValueError("phases")
        low = PCNT.HOLD if phases == 1 else PCNT.REVERSE
        self._pcnt.init(channel=0, pin=phase_a, falling=1, rising=2, mode_pin=phase_b, mode_low=low)
        if phases == 4:
            self._pcnt.init(channel=1, pin=phase_b, falling=2, rising=1, mode_pin=phase_a, mode_low=PCNT.REVERSE)
        else:
            self._pcnt.init(channel=1, pin=None, rising=0)
        self._phases = phases

    def phases(self):
        return self._phases

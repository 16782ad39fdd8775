"""machine.Pin of the ESP32 port."""

from _hal import pin_init, pin_irq, board_info
from _hal import pin_get as _pin_get, pin_set as _pin_set, pin_toggle as _pin_toggle
from _hal import fault as _fault, wake_ext0 as _wake_ext0
from _common import to_int as _to_int
from _irq import pins as _irqs, call_soft as _call_soft

_UNSET = object()
_OUTPUT = 2  # The bit of a mode that drives.
_OPEN_DRAIN = 4
_FIRST_INPUT_ONLY = 34
_FLASH = (6, 7, 8, 9, 10, 11)
# HAL triggers by the port's: rising, falling, both, low, high.
_TRIGGERS = (0, 8, 4, 12, 1, 2)

# What wakes the chip (esp32.py): the pin of EXT0 (-1: none) and its level; whether touch does, which excludes it.
_ext0 = [-1, 0]
_touch = [False]

_pins = {}  # GPIO -> its one Pin
_told = []  # What has been said once.


def find(id):
    """The Pin of a Pin or a number; boards with the generic firmware have no names."""
    if isinstance(id, Pin):
        return id
    if isinstance(id, int) and not isinstance(id, bool) and id in _pins:
        return _pins[id]
    raise ValueError("invalid pin")


def gpio_of(id):
    return find(id)._gpio


def can_wake(gpio):
    # The pins of the RTC.
    return gpio in (0, 2, 4) or 12 <= gpio <= 15 or 25 <= gpio <= 27 or gpio >= 32


def _tell(text):
    if text not in _told:
        _told.append(text)
        _fault(text)


class irq:
    """The interrupt of one pin: always a soft one."""

    def __init__(self, pin):
        self._pin = pin
        self._handler = None
        self._trigger = 0

    def trigger(self, new=_UNSET):
        old = self._trigger
        if new is not _UNSET:
            self._set(self._handler, _to_int(new))
        return old

    def _set(self, handler, trigger):
        if handler is None:
            trigger = 0
        self._handler = handler
        self._trigger = trigger
        pin_irq(self._pin._gpio, _TRIGGERS[trigger] if 0 <= trigger < 6 else 0, 0)

    def _fire(self, flags, hard):
        self()

    def __call__(self):
        if self._handler is not None:
            _call_soft(self._handler, self._pin)

    def __repr__(self):
        return "<irq>"


class Pin:
    IN = 1
    OUT = 3
    OPEN_DRAIN = 7
    PULL_UP = 2
    PULL_DOWN = 1
    IRQ_RISING = 1
    IRQ_FALLING = 2
    WAKE_LOW = 4
    WAKE_HIGH = 5
    DRIVE_0 = 0
    DRIVE_1 = 1
    DRIVE_2 = 2
    DRIVE_3 = 3

    class board:
        pass

    def __new__(cls, *args, **kwargs):
        # Every GPIO has one object; only a subclass makes new ones.
        if cls is Pin:
            if not args:
                raise TypeError("function missing 1 required positional arguments")
            return find(args[0])
        return object.__new__(cls)

    def __init__(self, id, *args, **kwargs):
        pin = find(id)
        if pin is not self:
            self._gpio = pin._gpio
        if args or kwargs:
            self.init(*args, **kwargs)

    def init(self, mode=None, pull=-1, *, value=_UNSET, drive=_UNSET, hold=_UNSET):
        gpio = self._gpio
        level = -1 if value is _UNSET else 1 if value else 0
        if drive is not _UNSET:
            _to_int(drive)
        if hold is not _UNSET and hold:
            _tell("machine.Pin: hold is not simulated and has no effect")
        # Up and down are the other way round than on the RP2040. -1: as it is.
        pulls = -1
        if pull != -1:
            pull = 0 if pull is None else _to_int(pull)
            pulls = (pull >> 1 & 1) | (pull & 1) << 1
        kind = -1
        if mode is not None:
            mode = _to_int(mode)
            if mode & _OUTPUT:
                if gpio >= _FIRST_INPUT_ONLY:
                    raise ValueError("pin can only be input")
                kind = 2 if mode & _OPEN_DRAIN else 1
            else:
                kind = 0
            if gpio in _FLASH:
                _tell("GPIO%d belongs to the flash: on a board the program would end here" % gpio)
        pin_init(gpio, kind, pulls, level)

    def value(self, x=_UNSET):
        if x is _UNSET:
            return _pin_get(self._gpio)
        _pin_set(self._gpio, 1 if x else 0)

    def __call__(self, x=_UNSET):
        if x is _UNSET:
            return _pin_get(self._gpio)
        _pin_set(self._gpio, 1 if x else 0)

    def on(self):
        _pin_set(self._gpio, 1)

    def off(self):
        _pin_set(self._gpio, 0)

    def toggle(self):
        _pin_toggle(self._gpio)

    def irq(self, handler=_UNSET, trigger=_UNSET, wake=_UNSET):
        gpio = self._gpio
        it = _irqs.get(gpio)
        if it is None:
            it = _irqs[gpio] = irq(_pins[gpio])
        if handler is _UNSET and trigger is _UNSET and wake is _UNSET:
            return it
        kind = 3 if trigger is _UNSET else _to_int(trigger)
        if kind in (4, 5) and wake is not _UNSET and wake is not None:
            if not isinstance(wake, int) or not 2 <= wake <= 7:
                raise ValueError("bad wake value")
            if _touch[0]:
                raise ValueError("no resources")
            if not can_wake(gpio):
                raise ValueError("invalid pin for wake")
            if _ext0[0] not in (-1, gpio):
                raise ValueError("no resources")
            _ext0[:] = gpio, 0 if kind == 4 else 1
            _wake_ext0(gpio, _ext0[1], wake)
        else:
            if _ext0[0] == gpio:
                _ext0[0] = -1
                _wake_ext0(-1, 0, 0)
            it._set(None if handler is _UNSET else handler, kind)
        return it

    def __repr__(self):
        return "Pin(%d)" % self._gpio


def _make():
    for entry in board_info("cpu_pins").split(","):
        gpio = int(entry.split("=")[1])
        pin = object.__new__(Pin)
        pin._gpio = gpio
        _pins[gpio] = pin


_make()

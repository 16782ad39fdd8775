"""machine.Pin of the RP2040 port."""

from _hal import pin_lookup, pin_init, pin_config, pin_irq, board_info
from _hal import pin_get as _pin_get, pin_set as _pin_set, pin_toggle as _pin_toggle
from _common import to_int as _to_int
from _irq import pins as _irqs, call_hard as _call_hard, call_soft as _call_soft

_UNSET = object()
_MODES = ("IN", "OUT", "OPEN_DRAIN", "ALT", "ANALOG")
# Functions of a GPIO by number; what has no name is printed as the number. 31 is a pin after reset.
_ALTS = {1: "SPI", 2: "UART", 3: "I2C", 4: "PWM", 5: "SIO", 6: "PIO0", 7: "PIO1", 8: "GPCK", 9: "USB"}
_SIO = 5

_pins = {}  # GPIO -> its one Pin
_external = {}  # Those of another chip on the board, which have names only.
_names = {}  # GPIO -> CPU name


def find(id):
    """The Pin of a Pin, a name or a number."""
    if isinstance(id, Pin):
        return id
    if isinstance(id, str):
        gpio = pin_lookup(id)
        if gpio < 0:
            raise ValueError('unknown named pin "%s"' % id)
        return _pins.get(gpio) or _external[gpio]
    if isinstance(id, int) and id in _pins:
        return _pins[id]
    raise ValueError("invalid pin")


def gpio_of(id):
    gpio = find(id)._gpio
    if gpio in _external:
        raise ValueError("expecting a regular GPIO Pin")
    return gpio


class irq:
    """The interrupt of one pin. A handler that is a hard one and fails is taken out, as on the board."""

    def __init__(self, pin):
        self._pin = pin
        self._handler = None
        self._flags = 0
        self._trigger = 0
        self._hard = False

    def flags(self):
        return self._flags

    def trigger(self, new=_UNSET):
        old = self._trigger
        if new is not _UNSET:
            self._flags = 0
            self._trigger = _to_int(new)
            pin_irq(self._pin._gpio, self._trigger, self._hard)
        return old

    def _set(self, handler, trigger, hard):
        self._handler = handler
        self._hard = 1 if hard else 0
        self._flags = 0
        self._trigger = trigger
        pin_irq(self._pin._gpio, trigger if handler is not None else 0, self._hard)

    def _fire(self, flags, hard):
        self._flags = flags
        self(hard)

    def __call__(self, hard=None):
        handler = self._handler
        if handler is None:
            return
        if not self._hard:
            _call_soft(handler, self._pin)
        elif not _call_hard(handler, self._pin):
            self.trigger(0)
            self._handler = None

    def __repr__(self):
        return "<irq>"


class Pin:
    IN = 0
    OUT = 1
    OPEN_DRAIN = 2
    ALT = 3
    PULL_UP = 1
    PULL_DOWN = 2
    IRQ_FALLING = 4
    IRQ_RISING = 8
    ALT_SPI = 1
    ALT_UART = 2
    ALT_I2C = 3
    ALT_PWM = 4
    ALT_SIO = 5
    ALT_PIO0 = 6
    ALT_PIO1 = 7
    ALT_GPCK = 8
    ALT_USB = 9

    def __new__(cls, *args, **kwargs):
        # Every GPIO has one object; only a subclass makes new ones.
        if cls is Pin:
            if not args:
                raise TypeError("function missing 1 required positional arguments")
            pin = find(args[0])
            if type(pin) is not Pin and (len(args) > 1 or kwargs):
                # Only what is a Pin itself is initialised by what follows.
                pin.init(*args[1:], **kwargs)
            return pin
        return object.__new__(cls)

    def __init__(self, id, *args, **kwargs):
        pin = find(id)
        if pin is not self:
            self._gpio = pin._gpio
        if args or kwargs:
            self.init(*args, **kwargs)

    def init(self, mode=None, pull=None, *, value=None, alt=_SIO):
        gpio = self._gpio
        pulls = 0 if pull is None else _to_int(pull) & 3
        if mode is None:
            # Without a mode only the pulls change, and `value` is not looked at.
            config = pin_config(gpio)
            mode = config & 7
            pin_init(gpio, mode, pulls + (config >> 6) * 16 if mode == 3 else pulls, -1)
            return
        mode = _to_int(mode)
        level = -1 if value is None else 1 if value else 0
        if 0 <= mode <= 2:
            if mode == 2 and level < 0:
                level = 1
            pin_init(gpio, mode, pulls, level if mode else -1)
        else:
            alt = _to_int(alt)
            if alt not in _ALTS:
                raise ValueError("invalid pin af: %d" % alt)
            pin_init(gpio, 3, pulls + 16 * alt, -1)

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

    high = on
    low = off

    def toggle(self):
        _pin_toggle(self._gpio)

    def irq(self, handler=_UNSET, trigger=_UNSET, hard=_UNSET):
        gpio = self._gpio
        it = _irqs.get(gpio)
        if it is None:
            it = _irqs[gpio] = irq(_pins[gpio])
        if handler is not _UNSET or trigger is not _UNSET or hard is not _UNSET:
            it._set(
                None if handler is _UNSET else handler,
                12 if trigger is _UNSET else _to_int(trigger),
                False if hard is _UNSET else hard,
            )
        return it

    def __repr__(self):
        gpio = self._gpio
        name = _names[gpio]
        config = pin_config(gpio)
        mode = config & 7
        # The chip has no analog mode: such a pin's digital function is off, like after reset.
        text = "Pin(%s, mode=%s" % (name, _MODES[mode] if mode < 3 else "ALT")
        pulls = config >> 4 & 3
        if pulls:
            text += ", pull=" + ("PULL_UP", "PULL_DOWN", "PULL_UP|PULL_DOWN")[pulls - 1]
        if mode >= 3:
            alt = config >> 6 & 31 or 31
            text += ", alt=%s" % _ALTS.get(alt, alt)
        return text + ")"


class _External(Pin):
    """A pin of another chip, as the LED's of a Pico W: an output or an input. It drives as soon as it is written."""

    def init(self, mode=None, pull=None, *, value=None, alt=_SIO):
        if pull is not None:
            raise ValueError("pulls are not supported for external pins")
        if alt != _SIO:
            raise ValueError("alternate functions are not supported for external pins")
        if mode is None:
            return
        mode = _to_int(mode)
        if not 0 <= mode <= 1:
            raise ValueError("only Pin.OUT and Pin.IN are supported for this pin")
        if mode == 0:
            # It goes on driving what it did.
            self._output = False
            if value is not None:
                self._last = True if value else False
        else:
            self._drive(self._last if value is None else value)
            self._output = True

    def _drive(self, level):
        self._last = True if level else False
        pin_init(self._gpio, 1, -1, 1 if level else 0)

    def value(self, x=_UNSET):
        if x is _UNSET:
            return _pin_get(self._gpio)
        self._drive(x)

    def __call__(self, x=_UNSET):
        return self.value(x)

    def on(self):
        self._drive(1)

    def off(self):
        self._drive(0)

    high = on
    low = off

    def toggle(self):
        self._drive(not self._last)

    def irq(self, *args, **kwargs):
        raise ValueError("expecting a regular GPIO Pin")

    def __repr__(self):
        return "Pin(%s, mode=%s)" % (_names[self._gpio], "OUT" if self._output else "IN")


def _make(gpio, name):
    _names[gpio] = name
    if name[:3] == "EXT":
        pin = _external[gpio] = object.__new__(_External)
        pin._output = pin._last = False
    else:
        pin = _pins[gpio] = object.__new__(Pin)
    pin._gpio = gpio
    return pin


def _load_names():
    # Pin.cpu and Pin.board are classes whose attributes are the pins.
    class cpu:
        pass

    class board:
        pass

    for kind, key in ((cpu, "cpu_pins"), (board, "pins")):
        for entry in board_info(key).split(","):
            if not entry:
                continue
            name, gpio = entry.split("=")
            gpio = int(gpio)
            setattr(kind, name, _pins.get(gpio) or _external.get(gpio) or _make(gpio, name))
    Pin.cpu = cpu
    Pin.board = board


_load_names()

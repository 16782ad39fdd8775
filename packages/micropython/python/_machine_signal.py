"""machine.Signal and PinBase."""

from _machine_pin import Pin

_UNSET = object()


class PinBase:
    """To make pins of anything that has `value`."""

    def __init__(self, *args, **kwargs):
        pass


class Signal:
    def __init__(self, *args, **kwargs):
        if not args:
            raise TypeError
        pin = args[0]
        self._invert = 0
        if not isinstance(pin, (Pin, PinBase, Signal)):
            # Not a pin yet: the arguments are those of Pin, and `value` is the signal's.
            self._invert = 1 if kwargs.pop("invert", False) else 0
            if self._invert and "value" in kwargs:
                kwargs["value"] = not kwargs["value"]
            pin = Pin(*args, **kwargs)
        else:
            invert = kwargs.pop("invert", False)
            if kwargs or len(args) != 1:
                raise TypeError
            self._invert = 1 if invert else 0
        self._pin = pin

    def value(self, x=_UNSET):
        if x is _UNSET:
            return int(self._pin.value()) ^ self._invert
        self._pin.value(bool(x) is not bool(self._invert))

    __call__ = value

    def on(self):
        self.value(1)

    def off(self):
        self.value(0)

    def __repr__(self):
        return "<Signal>"

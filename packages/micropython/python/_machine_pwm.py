"""machine.PWM of the RP2040 port."""

from _hal import pwm_init, pwm_set_freq, pwm_get_freq, pwm_set_duty_ns, pwm_get_duty_ns, pwm_set_invert, pwm_deinit
from _hal import pwm_set_duty_u16 as _set_u16, pwm_get_duty_u16 as _get_u16
from _common import to_int as _to_int
from _machine_pin import gpio_of

_UNSET = object()
_outputs = {}  # slice and channel -> its one PWM


class PWM:
    def __new__(cls, *args, **kwargs):
        # Two GPIOs 16 apart share an output of the chip, and so an object.
        if cls is PWM and args:
            output = gpio_of(args[0]) & 15
            if output not in _outputs:
                _outputs[output] = object.__new__(cls)
            return _outputs[output]
        return object.__new__(cls)

    def __init__(self, pin, *args, **kwargs):
        self._gpio = gpio_of(pin)
        self._invert = 0
        if pwm_init(self._gpio) < 0:
            raise ValueError("invalid pin")
        self.init(*args, **kwargs)

    def init(self, freq=-1, *, duty_u16=-1, duty_ns=-1, invert=-1):
        # Inverted first: an output never shows a wrong duty. -1 is "not given" in the C code as well.
        if invert != -1:
            self._invert = 1 if _to_int(invert) else 0
            pwm_set_invert(self._gpio, self._invert)
        if freq != -1:
            self.freq(freq)
        if duty_u16 != -1:
            self.duty_u16(duty_u16)
        if duty_ns != -1:
            self.duty_ns(duty_ns)

    def deinit(self):
        pwm_deinit(self._gpio)

    def freq(self, hz=_UNSET):
        if hz is _UNSET:
            return int(pwm_get_freq(self._gpio))
        if type(hz) is not int:
            hz = _to_int(hz)
        if pwm_set_freq(self._gpio, min(hz, 0x3FFFFFFF)) < 0:
            raise ValueError("freq too large" if hz > 1000 else "freq too small")

    def duty_u16(self, duty=_UNSET):
        if duty is _UNSET:
            return _get_u16(self._gpio)
        if type(duty) is not int:
            duty = _to_int(duty)
        if duty > 65535:
            duty = 65535
        elif duty < 0:
            # The compare register takes the low bits of the product: just below zero is nearly always on.
            duty = 65537 + duty & 65535
        _set_u16(self._gpio, duty)

    def duty_ns(self, ns=_UNSET):
        if ns is _UNSET:
            return int(pwm_get_duty_ns(self._gpio))
        pwm_set_duty_ns(self._gpio, float(_to_int(ns)))

    def __repr__(self):
        return "<PWM slice=%d channel=%d invert=%d>" % ((self._gpio >> 1) & 7, self._gpio & 1, self._invert)

"""machine.PWM of the ESP32 port."""

from _hal import pwm_start, pwm_set_freq, pwm_get_freq, pwm_set_duty_ns, pwm_get_duty_ns, pwm_deinit
from _hal import pwm_set_duty_u16 as _set_u16, pwm_get_duty_u16 as _get_u16
from _common import to_int as _to_int
from _machine_pin import gpio_of

_UNSET = object()
_HIGHEST = 40000000
_FULL_10 = 1023
_FULL_16 = 65535
# What the duty was given as, for the printed form.
_U10 = 10
_U16 = 16
_NS = 1


def _check_freq(hz):
    if not 0 < hz <= _HIGHEST:
        raise ValueError("frequency must be from 1Hz to 40MHz")


def _check(result):
    if result == -12:
        raise RuntimeError("out of PWM channels:16")
    if result == -11:
        raise RuntimeError("out of PWM timers:8")
    if result < 0:
        raise OSError(-258, "ESP_ERR_INVALID_ARG")


def _u10(duty):
    duty = _to_int(duty)
    if not 0 <= duty <= _FULL_10:
        raise ValueError("duty must be from 0 to 1023")
    return _FULL_16 if duty == _FULL_10 else duty << 6


def _u16(duty):
    duty = _to_int(duty)
    if not 0 <= duty <= _FULL_16:
        raise ValueError("duty_u16 must be from 0 to 65536")
    return duty


def _ns(ns, hz):
    ns = _to_int(ns)
    longest = (1000000000 + hz // 2) // hz
    if not 0 <= ns <= longest:
        raise ValueError("duty_ns must be from 0 to %d ns" % longest)
    return ns


class PWM:
    def __init__(self, dest, *args, **kwargs):
        self._gpio = gpio_of(dest)
        self._active = False
        self._given = 0
        self._invert = False
        self.init(*args, **kwargs)

    def init(self, freq=-1, *, duty=-1, duty_u16=-1, duty_ns=-1, invert=_UNSET, lightsleep=False):
        hz = _to_int(freq)
        if hz != -1:
            _check_freq(hz)
        given = self._given
        value = -1
        if duty_u16 != -1:
            given, value = _U16, _u16(duty_u16)
        elif duty_ns != -1:
            given, value = _NS, _ns(duty_ns, hz if hz > 0 else int(pwm_get_freq(self._gpio)) or 5000)
        elif duty != -1:
            given, value = _U10, _u10(duty)
        if invert is not _UNSET:
            self._invert = True if invert else False
        _check(pwm_start(self._gpio, hz if hz > 0 else 0, value * 1.0, 1 if given == _NS else 0, 2 if self._invert else 1))
        self._given = given or _U16
        self._active = True

    def deinit(self):
        pwm_deinit(self._gpio)
        self._active = False
        self._given = 0
        self._invert = False

    def _check_active(self):
        if not self._active:
            raise RuntimeError("PWM is inactive")

    def freq(self, hz=_UNSET):
        self._check_active()
        if hz is _UNSET:
            return int(pwm_get_freq(self._gpio))
        hz = _to_int(hz)
        _check_freq(hz)
        _check(pwm_set_freq(self._gpio, hz))

    def duty(self, duty=_UNSET):
        if duty is _UNSET:
            self._check_active()
            return _get_u16(self._gpio) >> 6
        self._set(_U10, _u10(duty))

    def duty_u16(self, duty=_UNSET):
        if duty is _UNSET:
            self._check_active()
            return _get_u16(self._gpio)
        self._set(_U16, _u16(duty))

    def _set(self, given, duty):
        self._check_active()
        self._given = given
        _set_u16(self._gpio, duty)

    def duty_ns(self, ns=_UNSET):
        self._check_active()
        if ns is _UNSET:
            return int(pwm_get_duty_ns(self._gpio))
        ns = _ns(ns, int(pwm_get_freq(self._gpio)) or 1)
        self._given = _NS
        pwm_set_duty_ns(self._gpio, ns * 1.0)

    def __repr__(self):
        if not self._active:
            return "PWM(Pin(%d))" % self._gpio
        text = "PWM(Pin(%d), freq=%d" % (self._gpio, self.freq())
        if self._given == _U10:
            text += ", duty=%d" % self.duty()
        elif self._given == _NS:
            text += ", duty_ns=%d" % self.duty_ns()
        else:
            text += ", duty_u16=%d" % self.duty_u16()
        return text + (", invert=True)" if self._invert else ")")

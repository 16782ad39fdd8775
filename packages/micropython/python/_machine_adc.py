"""machine.ADC of the RP2040 port."""

from _hal import adc_channel, pin_init as _pin_init
from _hal import adc_read_u16 as _read_u16
from _common import check as _check
from _machine_pin import gpio_of


class ADC:
    CORE_TEMP = 4

    def __init__(self, source):
        if isinstance(source, int):
            # A channel, or the GPIO of one.
            channel = source if 0 <= source <= 4 else adc_channel(source) if 26 <= source <= 29 else -1
            if channel < 0:
                raise ValueError("invalid channel")
        else:
            channel = adc_channel(gpio_of(source))
            if channel < 0:
                raise ValueError("Pin doesn't have ADC capabilities")
        self._channel = channel
        if channel < 4:
            # The digital side of the pin is switched off.
            _pin_init(26 + channel, 4, 0, -1)

    def read_u16(self):
        return _check(_read_u16(self._channel))

    def __repr__(self):
        return "<ADC channel=%d>" % self._channel

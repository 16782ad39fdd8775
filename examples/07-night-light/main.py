# A light that comes on when it is dark and something moves, and tells the temperature.
from math import log
from time import sleep_ms

from machine import ADC, PWM, Pin

light = ADC(26)
warmth = ADC(27)
motion = Pin(16, Pin.IN)
lamp = PWM(Pin(15), freq=1000, duty_u16=0)


def lux(raw):
    """The module's divider: 10 kilohm above, a cell of 50 kilohm at 10 lux below."""
    share = min(max(raw / 65535, 0.0001), 0.9999)
    ohms = 10_000 * share / (1 - share)
    return 10 * (50_000 / ohms) ** (1 / 0.7)


def celsius(raw):
    """The same with a thermistor of 10 kilohm at 25 degrees."""
    share = min(max(raw / 65535, 0.0001), 0.9999)
    return 1 / (log(share / (1 - share)) / 3950 + 1 / 298.15) - 273.15


shown = None
while True:
    dark = lux(light.read_u16()) < 20
    on = dark and motion.value() == 1
    lamp.duty_u16(40_000 if on else 0)
    if on != shown:
        print("%s, %.0f C" % ("light on" if on else "light off", celsius(warmth.read_u16())))
        shown = on
    sleep_ms(20)

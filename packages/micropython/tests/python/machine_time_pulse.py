from machine import Pin, PinBase, time_pulse_us

pin = Pin(12, Pin.IN, Pin.PULL_DOWN)
print(time_pulse_us(pin, 1, 1000))
print(time_pulse_us(pin, 0, 1000))


class Toggling(PinBase):
    def __init__(self):
        self.level = 0

    def value(self, x=None):
        self.level ^= 1
        return self.level


print(0 <= time_pulse_us(Toggling(), 1) < 1000)

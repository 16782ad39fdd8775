from machine import PinBase, Signal


class Virtual(PinBase):
    def __init__(self):
        self.level = 0

    def value(self, x=None):
        if x is None:
            return self.level
        print("write", x)
        self.level = int(x)


pin = Virtual()
signal = Signal(pin, invert=True)
signal.on()
print(signal.value(), pin.value())
signal.off()
print(signal.value(), pin.value())

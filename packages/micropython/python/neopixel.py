"""Addressable LEDs (WS2812B and its like), as the module that is frozen into MicroPython's firmware."""

from machine import bitstream

# Nanoseconds high and low of a 0, high and low of a 1; at 800 kHz and at 400 kHz.
_FAST = (400, 850, 800, 450)
_SLOW = (800, 1700, 1600, 900)


class NeoPixel:
    # Where red, green, blue and white are among the bytes of a pixel.
    ORDER = (1, 0, 2, 3)

    def __init__(self, pin, n, bpp=3, timing=1):
        self.pin = pin
        self.n = n
        self.bpp = bpp
        self.buf = bytearray(n * bpp)
        self.pin.init(pin.OUT)
        if isinstance(timing, int):
            timing = _FAST if timing else _SLOW
        self.timing = timing

    def __len__(self):
        return self.n

    def __setitem__(self, i, v):
        at = i * self.bpp
        for part in range(self.bpp):
            self.buf[at + self.ORDER[part]] = v[part]

    def __getitem__(self, i):
        at = i * self.bpp
        return tuple([self.buf[at + self.ORDER[part]] for part in range(self.bpp)])

    def fill(self, v):
        buf = self.buf
        for part in range(self.bpp):
            value = v[part]
            for at in range(self.ORDER[part], len(buf), self.bpp):
                buf[at] = value

    def write(self):
        bitstream(self.pin, 0, self.timing, self.buf)

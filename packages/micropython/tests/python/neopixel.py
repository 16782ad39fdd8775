# The driver of addressable LEDs, and the bursts that it sends, on a bare pin.
import time
from machine import Pin, bitstream
from neopixel import NeoPixel

np = NeoPixel(Pin(0), 4)
print(len(np), np.n, np.bpp, np.timing, NeoPixel(Pin(0), 1, timing=0).timing)
np[0] = (1, 2, 3)
np[-1] = (7, 8, 9)
print(np.buf.hex(), np[0], np[3])
np.fill((10, 20, 30))
print(np[1], [c for c in np] == [(10, 20, 30)] * 4)
np.fill([0, 0, 0])
try:
    np[4] = (0, 0, 0)
except IndexError as e:
    print("IndexError", e)
try:
    np[0] = (1, 2)
except IndexError as e:
    print("IndexError", e)

rgbw = NeoPixel(Pin(0), 2, bpp=4)
rgbw[1] = (1, 2, 3, 4)
print(rgbw.buf.hex(), rgbw[1])
print(NeoPixel(Pin(0), 1, timing=(1, 2, 3, 4)).timing)

# 30 µs a pixel: nothing else runs meanwhile.
start = time.ticks_us()
NeoPixel(Pin(0), 100).write()
print(3000 <= time.ticks_diff(time.ticks_us(), start) < 3500)
print(Pin(0))

for args in ((Pin(0), 1, (1, 2, 3, 4), b""), (Pin(0), 0, (1, 2, 3), b""), (99, 0, (1, 2, 3, 4), b"")):
    try:
        bitstream(*args)
    except ValueError as e:
        print("ValueError", e)
try:
    bitstream(Pin(0), 0, (1, 2, 3, 4), 5)
except TypeError as e:
    print("TypeError")

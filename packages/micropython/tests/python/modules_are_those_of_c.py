# The interpreter is built with Python modules of these names, which do more, or less, than a board's.
import binascii, collections, io, os, sys, time

print(binascii, collections, io, os, time)
print(sorted(sys.modules))
print(hasattr(os, "path"), hasattr(collections, "defaultdict"), hasattr(time, "strftime"))
try:
    import os.path
except ImportError as er:
    print(er)
import asyncio

print(asyncio, sorted(sys.modules))
from neopixel import *
from rp2 import *

print(NeoPixel, PIO, DMA)
for name in (1, ""):
    try:
        __import__(name)
    except (TypeError, ValueError) as er:
        print(type(er).__name__)

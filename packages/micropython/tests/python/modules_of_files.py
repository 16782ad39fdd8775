import os, sys

os.mkdir("lib")
os.mkdir("lib/io")
for name, text in {
    "time.py": "from utime import *\nextra = 1\n",
    "lib/io/__init__.py": "import uio\nStringIO = uio.StringIO\n",
    # No board has this one, so it is not the interpreter's; what it imports may be.
    "lib/logging.py": "import time, base64\nextra = time.extra, base64.b64encode(b'x')\n",
    "lib/asyncio.py": "print('never')\n",
}.items():
    with open(name, "w") as file:
        file.write(text)
import time, io, logging, asyncio

print(time, time.extra, time.ticks_diff(3, 1))
print(io, hasattr(io, "open"))
print(logging, logging.extra)
print(asyncio)
print(sys.path, sorted(name for name in sys.modules if "." not in name))
import utime

print(utime, hasattr(utime, "extra"))

# A call of __import__ does not say which module it is in.
import os

os.mkdir("/kit")
with open("/kit/__init__.py", "w") as f:
    f.write("def __getattr__(name):\n    return getattr(__import__(name.lower(), None, None, True, 1), name)\n")
with open("/kit/part.py", "w") as f:
    f.write("class Part: pass\n")
from kit import Part

print(Part, __import__("os") is os)

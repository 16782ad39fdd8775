import sys

for name in ("js", "jsffi", "_hal", "_re", "pyb", "no_such_module"):
    try:
        __import__(name)
        print(name)
    except ImportError as er:
        print(er)
import ujson, utime, uos, usys, uselect, ustruct, ure, urandom, umachine, ubinascii, ucollections, uio, uerrno
import time, os, machine

print(utime is time, uos is os, usys is sys, umachine is machine)
print(machine, time, sys)

import sys, os

print(sys.platform, sys.implementation.name, sys.implementation.version[:2], sys.byteorder, sys.argv)
print(sys.implementation._machine == os.uname().machine, sys.version.startswith("3.4.0; MicroPython v1.27.0"))
print(os.uname().sysname, os.uname()[0], len(os.uname()), str(os.uname()).startswith("(sysname='rp2', nodename='rp2', release='1.27.0'"))
print(sys.path, len(os.urandom(5)), type(os.urandom(1)))

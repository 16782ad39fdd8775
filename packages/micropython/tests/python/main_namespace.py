# What a Pico's own start-up leaves behind can be used without importing it.
print(__name__, machine.Pin is not None, type(rp2).__name__ != "")
print(sorted([name for name in globals() if not name.startswith("__")]))
import __main__

x = 1
print(__main__.x)

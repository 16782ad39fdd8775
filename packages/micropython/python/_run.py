"""Runs the program of a board."""

import os
import __main__
from _hal import ended as _ended
from sys import modules as _modules, path as _path
import _irq

# Modules that a file of the same name replaces, as on a board.
_REPLACEABLE = ("time", "select", "machine", "os", "hashlib", "asyncio", "uasyncio", "rp2")
_REPLACEABLE += ("neopixel", "dht", "onewire", "ds18x20", "network", "bluetooth")


def _let_files_win():
    for folder in ("/", "/lib"):
        try:
            names = os.listdir(folder)
        except OSError:
            continue
        for name in names:
            if name.endswith(".py"):
                name = name[:-3]
            if name in _REPLACEABLE:
                for key in list(_modules):
                    if key == name or key.startswith(name + "."):
                        del _modules[key]


def run(path):
    """Runs the file as `__main__` and reports how it ended."""
    _modules.pop("_hal", None)
    _modules.pop("_boot", None)
    _path[:] = "", ".frozen", "/lib"
    names = __main__.__dict__
    for key in list(names):
        if key != "__name__":
            del names[key]
    # A board's own start-up file leaves these behind.
    names["machine"] = _modules["machine"]
    names["rp2"] = _modules["rp2"]
    names["__file__"] = path
    _let_files_win()
    try:
        execfile(path, names)
    except SystemExit:
        _ended(2, "SystemExit")
    except BaseException as exc:
        _ended(1, type(exc).__name__)
        _irq.print_exception(exc)
    else:
        _ended(0, "")

"""Turns the bare interpreter into the board's. Run once; the host keeps a snapshot of what it leaves."""

import sys

sys.path[:] = ["/rom", "", ".frozen", "/lib"]
import micropython as _c_micropython

import gc

# Often, so that what stays lies close together and programs find their memory in one piece.
gc.threshold(1024)
# Like the frozen modules of a board: no line numbers in tracebacks, no asserts, less memory.
_c_micropython.opt_level(3)
import os, builtins, __main__
import _hal, _common, _micropython, _irq, _stdio, _sys, _os, _hashlib, _viper, _absent
import time, select, machine
from _run import run

_modules = sys.modules


def _name(module, name):
    """Makes it look like the C module that it stands for."""
    module.__name__ = name
    try:
        del module.__file__
    except AttributeError:
        pass
    _modules[name] = module
    _modules["u" + name] = module


_name(_sys, "sys")
_name(_micropython, "micropython")
_name(time, "time")
_name(select, "select")
_name(machine, "machine")
_name(_hashlib, "hashlib")
_modules["uos"] = os
# After sys, select and time, which it uses.
import asyncio

import uasyncio

_modules.update(_absent.modules())

_c_import = builtins.__import__
_c_sys = _stdio._c_sys
_path = sys.path
_asyncio_parts = [key for key in _modules if key.startswith("asyncio.")]


def _absolute(name, package, level):
    """The full name of what `from .name import` means in a module."""
    base = package["__name__"] if package else "__main__"
    if not package or "__path__" not in package:
        level += 1
    parts = base.split(".")
    if level > len(parts):
        raise ImportError("can't perform relative import")
    base = ".".join(parts[: len(parts) - level + 1])
    return base + "." + name if name else base


def _import(name, globals=None, locals=None, fromlist=None, level=0):
    if level > 0:
        # The C code would take the package of the running function, which is this one.
        return _c_import(_absolute(name, globals, level), None, None, fromlist or (), 0)
    if name == "js" or name == "jsffi":
        raise ImportError("no module named '%s'" % name)
    if _sys.path is not _path:
        # The program has replaced the list.
        _c_sys.path = _sys.path
    if name in _asyncio_parts and name in _modules:
        setattr(_modules["asyncio"], name[8:], _modules[name])
    return _c_import(name, None, None, fromlist, level)


builtins.__import__ = _import
builtins.input = _stdio.input
for _f in ("ptr8", "ptr16", "ptr32", "uint"):
    setattr(builtins, _f, getattr(_viper, _f))

for _key in list(_modules):
    # What is left are the names of a board; the last way to the HAL is closed by `run`.
    if _key[0] == "_" and _key not in ("__main__", "_onewire", "_boot", "_hal"):
        del _modules[_key]

_c_micropython.opt_level(0)
_hal.set_dispatcher(_irq.dispatch)
del _hal, _key, _f, _c_micropython
gc.threshold(-1)
gc.collect()

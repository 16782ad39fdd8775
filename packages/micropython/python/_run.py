"""Runs the program of a board."""

import gc as _gc
import uos as _os
from usys import modules as _modules, path as _path
import __main__
from _hal import ended as _ended, reset as _reset
import _builtin, _common, _irq
from _sys import platform as _platform


def run(path):
    """Runs the file as `__main__`, and the board's own start-up file before it, and reports how it ended."""
    _modules.pop("_hal", None)
    _modules.pop("_boot", None)
    _path[:] = "", ".frozen", "/lib"
    names = __main__.__dict__
    for key in list(names):
        if key != "__name__":
            del names[key]
    # A board's own start-up code leaves these behind.
    if _platform == "esp32":
        names["gc"] = _gc
        names["vfs"] = _modules["vfs"] = _builtin._own["vfs"]
        names["bdev"] = _common.NotSimulated("bdev")
    else:
        names["machine"] = _builtin._own["machine"]
        names["rp2"] = _modules["rp2"] = _builtin._own["rp2"]
    try:
        if path == "main.py" and "boot.py" in _os.listdir():
            names["__file__"] = "boot.py"
            execfile("boot.py", names)
        names["__file__"] = path
        execfile(path, names)
        if path.rsplit("/", 1)[-1].startswith("test_"):
            (_modules.get("unittest") or _builtin.import_installed("unittest"))._run_program(names)
    except SystemExit as exc:
        if exc is _common.soft_reset:
            print("MPY: soft reboot")
            _reset(0)
        _ended(2, "SystemExit")
    except BaseException as exc:
        _ended(1, type(exc).__name__)
        _irq.print_exception(exc)
    else:
        _ended(0, "")

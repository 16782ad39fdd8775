"""Turns the bare interpreter into the board's. Run once; the host keeps a snapshot of what it leaves."""

import usys

usys.path[:] = ["/rom", "", ".frozen", "/lib"]
import micropython

# Like the frozen modules of a board: no line numbers in tracebacks, no asserts, less memory.
micropython.opt_level(3)
_set_opt_level = micropython.opt_level
import builtins, gc, math
import ubinascii, ucollections, uctypes, uhashlib, uio, uos, uselect, ustruct, utime

# One at a time: what compiling leaves behind would lie between the modules and leave holes in the program's heap.
for _key in ("_builtin", "_common", "_micropython", "_irq", "_stdio", "_sys", "_hashlib", "_viper", "time"):
    __import__(_key)
    gc.collect()
for _key in ("_fat", "_fat_names", "_fat_dir", "_fat_content", "_fat_file", "_fat_mkfs", "_vfs", "_os", "_absent"):
    __import__(_key)
    gc.collect()
for _key in ("select", "_machine_pin", "_machine_signal", "_machine_i2c", "_machine_i2c_target", "_registers", "_machine_mem", "_machine_spi", "_machine_pwm", "_machine_timer", "_machine_uart", "machine", "_run"):
    __import__(_key)
    gc.collect()
import _hal, _builtin, _micropython, _irq, _stdio, _sys, _os, _hashlib, _viper, _absent
import time, select, machine
from _run import run

# The interpreter's own modules stay, with other contents.
for _module, _replacement in (
    (usys, _sys),
    (micropython, _micropython),
    (utime, time),
    (uselect, select),
    (uhashlib, _hashlib),
):
    _builtin.become(_module, _builtin.public(_replacement))
_builtin.become(uos, _os.names)
if _sys.platform == "rp2":
    import ure

    gc.collect()
    _builtin.become(ure, _builtin.public(__import__("_re")))
    gc.collect()

# After those, which it uses.
for _key in ("asyncio.core", "asyncio.stream", "uasyncio"):
    __import__(_key)
    gc.collect()
import asyncio

__import__("_tasks")

_machine = _builtin.new("machine", _builtin.public(machine))
for _key in ("machine", "umachine"):
    _builtin.add(_key, _machine)
# The interpreter has Python code of the same names, which would be found first.
for _key, _module in {
    "time": utime,
    "os": uos,
    "io": uio,
    "collections": ucollections,
    "binascii": ubinascii,
}.items():
    _builtin.add(_key, _module)
for _key in ("_onewire", "_thread"):
    _builtin.add(_key, _builtin.new(_key, _builtin.public(__import__(_key))))
    gc.collect()
# These begin with modules that have their names only now.
usys.modules["machine"] = _machine
_frozen = ("neopixel", "dht", "onewire", "ds18x20")
if _sys.platform == "rp2":
    _frozen += ("rp2",)
    _builtin.add("_rp2", _builtin.new("_rp2", _builtin.public(__import__("_rp2"))))
    gc.collect()
for _key in _frozen:
    __import__(_key)
    gc.collect()
for _key in ("asyncio", "uasyncio") + _frozen:
    _builtin.add_frozen(_key)
if _sys.platform == "esp32":
    __import__("_errno")
    for _key in ("esp", "esp32"):
        _builtin.add(_key, _builtin.new(_key, _builtin.public(__import__(_key))))
        gc.collect()
for _key, _module in _absent.modules().items():
    _builtin.add(_key, _module)

# A board's floats have 32 bits; these are constants of the interpreter, which has rounded no others.
for _key in ("pi", "e", "tau"):
    _module = getattr(math, _key, None)
    if _module is not None:
        uctypes.bytearray_at(id(_module) + 8, 8)[:] = ustruct.pack("<d", ustruct.unpack("<f", ustruct.pack("<f", _module))[0])

_builtin.install()
builtins.input = _stdio.input
for _key in ("ptr8", "ptr16", "ptr32", "uint", "_viper", "_assembler"):
    setattr(builtins, _key, getattr(_viper, _key))

for _key in list(usys.modules):
    # The last way to the HAL is closed by `run`.
    if _key not in ("__main__", "_boot", "_hal"):
        del usys.modules[_key]

# The host takes the holes in the heap, so that the program's part is in one piece; this leads to the first.
_keeper = bytearray(16)
_builtin._kept.append(_keeper)
keeper = uctypes.addressof(_keeper)

_set_opt_level(0)
_hal.set_dispatcher(_irq.dispatch)
del _hal, _key, _module, _replacement, _machine, _frozen
gc.collect()

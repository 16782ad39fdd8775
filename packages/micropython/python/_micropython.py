"""micropython: the interpreter's own, with a scheduler queue and the names that its build lacks."""

from micropython import const, RingIO, mem_info, opt_level, qstr_info, stack_use
from micropython import heap_lock as _heap_lock, heap_unlock as _heap_unlock
from _hal import schedule as _hal_schedule, kbd_intr as _kbd_intr
from _common import to_int as _to_int

_DEPTH = const(8)  # As on the RP2040.
_functions = [None] * _DEPTH
_arguments = [None] * _DEPTH
_first = 0
_pending = 0
_locks = 0
# Size of the buffer for exceptions raised while the heap is locked; 0 on a board as well until it is asked for.
_emergency = 0


def schedule(function, arg):
    global _pending
    if _pending == _DEPTH:
        raise RuntimeError("schedule queue full")
    slot = (_first + _pending) & (_DEPTH - 1)
    _functions[slot] = function
    _arguments[slot] = arg
    _pending += 1
    if not _hal_schedule():
        # The soft handlers of pins and timers wait in the same queue.
        _pending -= 1
        _functions[slot] = _arguments[slot] = None
        raise RuntimeError("schedule queue full")


def _run_scheduled():
    global _first, _pending
    if not _pending:
        return
    slot = _first
    function = _functions[slot]
    arg = _arguments[slot]
    _functions[slot] = _arguments[slot] = None
    _first = (slot + 1) & (_DEPTH - 1)
    _pending -= 1
    function(arg)


def heap_lock():
    global _locks
    _locks += 1
    _heap_lock()


def heap_unlock():
    global _locks
    if _locks:
        _locks -= 1
        _heap_unlock()
    return _locks


def heap_locked():
    return _locks


def alloc_emergency_exception_buf(size):
    global _emergency
    _emergency = _to_int(size)


def kbd_intr(chr):
    _kbd_intr(_to_int(chr))

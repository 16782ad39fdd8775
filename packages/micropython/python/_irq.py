"""Interrupts: what the board calls when a pin, a timer or the scheduler has something for a handler."""

from micropython import heap_lock, heap_unlock
from _hal import report as _report
import _micropython
from sys import print_exception as _c_print_exception

# GPIO -> irq object; timer number -> Timer; UART number, I2C target's number, pulse counter's number,
# state machine's number (8 and 9: the PIO's own) -> irq object.
pins = {}
timers = {}
uarts = {}
i2c_targets = {}
counters = {}
state_machines = {}
# What a thread begins with, by its token.
run_thread = None


def print_exception(exc):
    _report(1)
    if not exc.args and _micropython._emergency >= 100 and type(exc) is MemoryError:
        # Here the board would have used its emergency buffer.
        exc = MemoryError("memory allocation failed, heap is locked")
    _c_print_exception(exc)
    _report(0)


def call_hard(handler, arg):
    """Calls a hard handler, which may not allocate. False when it failed."""
    heap_lock()
    try:
        handler(arg)
    except BaseException as exc:
        heap_unlock()
        print("Uncaught exception in IRQ callback handler")
        print_exception(exc)
        return False
    heap_unlock()
    return True


def call_soft(handler, arg):
    try:
        handler(arg)
    except BaseException as exc:
        print_exception(exc)


def dispatch(kind, id, arg):
    if kind == 0:
        irq = pins.get(id)
        if irq is not None:
            irq._fire(arg & 15, arg > 255)
    elif kind == 1:
        timer = timers.get(id)
        if timer is not None:
            timer._fire(arg)
    elif kind == 3:
        irq = uarts.get(id)
        if irq is not None:
            irq._fire(arg)
    elif kind == 4:
        irq = i2c_targets.get(id)
        if irq is not None:
            irq._fire(arg)
    elif kind == 5:
        irq = counters.get(id)
        if irq is not None:
            irq()
    elif kind == 6:
        irq = state_machines.get(id)
        if irq is not None:
            irq._fire(arg << 8 if id > 7 else arg)
    elif kind == -1:
        run_thread(id)
    else:
        try:
            _micropython._run_scheduled()
        except BaseException as exc:
            print_exception(exc)

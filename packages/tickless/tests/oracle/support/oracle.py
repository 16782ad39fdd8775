"""What the programs share: a log whose lines begin with the time, and how it writes values down."""

import asyncio
from time import ticks_ms


class Oops(Exception):
    """Raised by programs on purpose."""


def show(value):
    if isinstance(value, asyncio.CancelledError):
        # Its arguments are wait_for's own business.
        return "CancelledError"
    if isinstance(value, BaseException):
        return " ".join([type(value).__name__] + [show(arg) for arg in value.args])
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join([show(item) for item in value]) + "]"
    return str(value)


def log(*words):
    print(ticks_ms(), *[show(word) for word in words])


def report_losses():
    """Logs exceptions that nobody retrieved instead of printing their tracebacks."""
    asyncio.get_event_loop().set_exception_handler(
        lambda loop, context: log("lost:", context["message"], context["exception"])
    )

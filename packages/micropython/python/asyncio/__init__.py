"""MicroPython's asyncio on the interpreter's own Task and TaskQueue; its idle time is one wait of the board."""

from .core import *
from .event import Event, ThreadSafeFlag
from .funcs import gather, wait_for, wait_for_ms
from .lock import Lock
from .stream import StreamReader, StreamWriter, open_connection, start_server

__version__ = (3, 0, 0)

# Boards load these when they are first asked for, so that a fresh `dir(asyncio)` does not show them;
# `import asyncio.event` still does what it says (see _builtin.py).
del event, funcs, lock, stream

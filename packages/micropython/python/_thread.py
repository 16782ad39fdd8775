"""_thread of a board on whose second core, or in whose other tasks, nothing can be started yet. Its locks work."""

from _common import NotSimulated as _NotSimulated, to_int as _to_int
from _hal import wait_ms as _wait_ms

start_new_thread = _NotSimulated("_thread.start_new_thread")
_stack_size = 0


class lock:
    def __init__(self):
        raise TypeError("cannot create 'lock' instances")

    def acquire(self, wait=True, timeout=-1):
        if self._locked:
            if not _to_int(wait):
                return False
            while self._locked:
                # Nobody but an interrupt handler can release it.
                _wait_ms(-1)
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError()
        self._locked = False

    def locked(self):
        return self._locked

    def __enter__(self):
        return self.acquire()

    def __exit__(self, kind, exc, traceback):
        self.release()

    def __repr__(self):
        return "<lock>"


LockType = lock
del lock


def allocate_lock():
    made = object.__new__(LockType)
    made._locked = False
    return made


def get_ident():
    return 1


def stack_size(size=0):
    global _stack_size
    before = _stack_size
    _stack_size = _to_int(size)
    return before


def exit():
    raise SystemExit()

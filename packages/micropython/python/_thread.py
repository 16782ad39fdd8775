"""_thread: locks, and threads, which the board runs (see src/threads.ts): on a Pico one, on its second core."""

from _common import to_int as _to_int
from _hal import board_info as _board_info, thread_id as _thread_id
from _hal import thread_released as _released, thread_signal as _signal, thread_start as _start, thread_turn as _turn
from _hal import thread_wait as _wait
import _irq
from usys import modules as _modules

# Bytes of stack: default, least; what is said when there can be no more threads.
_TWO_CORES = _board_info("platform") == "rp2"
_STACK, _LEAST, _BUSY = (4096, 2048, "core1 in use") if _TWO_CORES else (5120, 4096, "can't create thread")
_stack_size = 0
_flag = _modules["asyncio.event"].ThreadSafeFlag
# Token -> what a thread is to call, until it begins.
_starting = {}
_tokens = 0


class lock:
    def __init__(self):
        raise TypeError("cannot create 'lock' instances")

    def acquire(self, wait=True, timeout=-1):
        # As on a board, there is a parameter for a time-out, which nothing looks at.
        wait = _to_int(wait)
        releases = _turn() if _tokens else 0
        if self._locked:
            if not wait:
                return False
            self._waiters += 1
            try:
                while self._locked:
                    _wait(releases)
                    releases = _turn()
            finally:
                self._waiters -= 1
        self._locked = True
        return True

    def release(self):
        if _tokens:
            _turn()
        if not self._locked:
            raise RuntimeError()
        self._locked = False
        if self._waiters:
            _released()

    def locked(self):
        if _tokens:
            _turn()
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
    made._waiters = 0
    return made


def get_ident():
    return _thread_id() + 1


def stack_size(size=0):
    global _stack_size
    before = _stack_size
    _stack_size = _to_int(size)
    return before


def exit():
    raise SystemExit()


def _set_flag(flag):
    flag.state = 1
    _signal()


def _run(token):
    function, args, kwargs, stack = _starting.pop(token)
    try:
        function(*args, **kwargs)
    except SystemExit:
        pass
    except BaseException as exc:
        print("Unhandled exception in thread started by %r" % (function,))
        _irq.print_exception(exc)


def start_new_thread(function, args, kwargs=None):
    global _tokens
    if not isinstance(args, (tuple, list)):
        raise TypeError("object '%s' isn't a tuple or list" % type(args).__name__)
    if kwargs is None:
        kwargs = {}
    elif type(kwargs) is not dict:
        raise TypeError("expecting a dict for keyword args")
    size = max(_stack_size, _LEAST) if _stack_size else _STACK
    # A loop of tasks that waits for a flag is to look when another thread has set it.
    _flag.set = _set_flag
    token = _tokens = _tokens + 1
    # The second core's stack is taken from the heap.
    _starting[token] = function, list(args), kwargs.copy(), bytearray(size) if _TWO_CORES else None
    thread = _start(token, size)
    if thread < 0:
        del _starting[token]
        raise OSError(_BUSY)
    return thread + 1


_irq.run_thread = _run

"""The run loop: tasks in the order of their wake-up times, and tasks that wait for streams."""

import select
import sys
from time import ticks_ms as ticks, ticks_add, ticks_diff
from uctypes import bytearray_at as _bytearray_at
from _asyncio import Task, TaskQueue


class CancelledError(BaseException):
    pass


class TimeoutError(Exception):
    pass


# One dict for every report, so that reporting a failure needs no memory.
_exc_context = {"message": "Task exception wasn't retrieved", "exception": None, "future": None}


# `sleep_ms` returns one and the same object, so that sleeping takes no memory: the `filter` of a list of one item. Its
# first step calls `_go_to_sleep`, its second ends it without raising an exception, which makes it fast. Putting the
# cursor of the list iterator, the fourth word of that object, back to 0 winds it up again.
_wake_time = 0
_winder = iter([None])
_cursor = _bytearray_at(id(_winder) + 12, 1)
if next(_winder) is not None or _cursor[0] != 1:
    raise RuntimeError("list iterators of this interpreter are built differently")


def _go_to_sleep(_):
    _task_queue.push(cur_task, _wake_time)
    return True


_sleeping = filter(_go_to_sleep, _winder)


def sleep_ms(t):
    global _wake_time
    _wake_time = ticks_add(ticks(), t if t > 0 else 0)
    _cursor[0] = 0
    return _sleeping


def sleep(t):
    return sleep_ms(int(t * 1000))


class IOQueue:
    """Tasks that wait until a stream can be read or written."""

    def __init__(self):
        global _waiting
        self.poller = select.poll()
        self.map = _waiting = {}  # id(stream): [reading task, writing task, stream]

    def _enqueue(self, stream, side):
        waiting = self.map.get(id(stream))
        if waiting is None:
            waiting = [None, None, stream]
            self.map[id(stream)] = waiting
        waiting[side] = cur_task
        self._register(waiting)
        # `Task.cancel` calls `remove` of whatever it finds here.
        cur_task.data = self

    def _register(self, waiting):
        mask = 0
        if waiting[0] is not None:
            mask = select.POLLIN
        if waiting[1] is not None:
            mask |= select.POLLOUT
        self.poller.register(waiting[2], mask)

    def _dequeue(self, stream):
        del self.map[id(stream)]
        self.poller.unregister(stream)

    def queue_read(self, s):
        self._enqueue(s, 0)

    def queue_write(self, s):
        self._enqueue(s, 1)

    def remove(self, task):
        # Both directions of a stream are given up, as in MicroPython.
        found = True
        while found:
            found = False
            for key in self.map:
                reader, writer, stream = self.map[key]
                if reader is task or writer is task:
                    self._dequeue(stream)
                    found = True
                    break

    def wait_io_event(self, dt):
        if not self.poller._wait(dt):
            return
        for stream, _, events, _, _ in list(self.poller._entries):
            if not events:
                continue
            waiting = self.map[id(stream)]
            if events & ~select.POLLOUT and waiting[0] is not None:
                _task_queue.push(waiting[0])
                waiting[0] = None
            if events & ~select.POLLIN and waiting[1] is not None:
                _task_queue.push(waiting[1])
                waiting[1] = None
            if waiting[0] is None and waiting[1] is None:
                self._dequeue(stream)
            else:
                self._register(waiting)


def _promote_to_task(aw):
    return aw if isinstance(aw, Task) else create_task(aw)


def create_task(coro):
    if not hasattr(coro, "send"):
        raise TypeError("coroutine expected")
    task = Task(coro, globals())
    _task_queue.push(task)
    return task


def run_until_complete(main_task=None):
    global cur_task
    ends = (CancelledError, Exception)
    silent = (CancelledError, StopIteration)
    now = ticks()
    while True:
        # Wait until a task is due.
        while True:
            task = _task_queue.peek()
            if task:
                dt = 0
                if task.ph_key != now:
                    now = ticks()
                    dt = ticks_diff(task.ph_key, now)
                if dt <= 0:
                    if _waiting:
                        _io_queue.wait_io_event(0)
                    break
            elif not _waiting and (not main_task or not main_task.state):
                # Nothing is left that could ever run.
                cur_task = None
                return
            else:
                # A stream or an interrupt may go on from here; or nothing can, and boards wait for ever, too.
                dt = -1
            _io_queue.wait_io_event(dt)

        cur_task = task = _task_queue.pop()
        try:
            exc = task.data
            if not exc:
                task.coro.send(None)
            else:
                # Cancelled; or finished with an exception that nobody took: throwing into a finished coroutine ends at
                # once, and is told from an ordinary end by `state` being None.
                task.data = None
                task.coro.throw(exc)
        except ends as er:
            if task is main_task:
                cur_task = None
                if not isinstance(er, StopIteration):
                    task.state = False
                    raise er
                if task.state is None:
                    task.state = False
            state = task.state
            if state:
                awaited = task is main_task
                if state is True:
                    task.state = False if awaited else None
                elif callable(state):
                    state(task, er)
                    task.state = False
                    awaited = True
                else:
                    while state.peek():
                        _task_queue.push(state.pop())
                        awaited = True
                    task.state = False
                if not awaited and not isinstance(er, silent):
                    # Nobody waits for it (yet): come back later and report it, unless somebody has taken it by then.
                    _task_queue.push(task)
                task.data = er
            elif state is None:
                task.data = exc
                _exc_context["exception"] = exc
                _exc_context["future"] = task
                Loop.call_exception_handler(_exc_context)
            if task is main_task:
                return er.value


def run(coro):
    return run_until_complete(create_task(coro))


async def _stopper():
    pass


cur_task = None
_stop_task = None


class Loop:
    """There is one loop, so its methods belong to the class."""

    _exc_handler = None

    def create_task(coro):
        return create_task(coro)

    def run_forever():
        global _stop_task
        _stop_task = Task(_stopper(), globals())
        run_until_complete(_stop_task)

    def run_until_complete(aw):
        return run_until_complete(_promote_to_task(aw))

    def stop():
        global _stop_task
        if _stop_task is not None:
            _task_queue.push(_stop_task)
            _stop_task = None

    def close():
        pass

    def set_exception_handler(handler):
        Loop._exc_handler = handler

    def get_exception_handler():
        return Loop._exc_handler

    def default_exception_handler(loop, context):
        task = context["future"]
        print(context["message"], file=sys.stderr)
        print("future:", task, "coro=", task.coro, file=sys.stderr)
        sys.print_exception(context["exception"], sys.stderr)

    def call_exception_handler(context):
        (Loop._exc_handler or Loop.default_exception_handler)(Loop, context)


def get_event_loop(runq_len=0, waitq_len=0):
    return Loop


def current_task():
    if cur_task is None:
        raise RuntimeError("no running event loop")
    return cur_task


def new_event_loop():
    global _task_queue, _io_queue
    _task_queue = TaskQueue()
    _io_queue = IOQueue()
    return Loop


new_event_loop()

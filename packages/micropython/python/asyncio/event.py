"""Event, for tasks; ThreadSafeFlag, for interrupt handlers."""

import io
from . import core


class Event:
    def __init__(self):
        self.state = False
        self.waiting = core.TaskQueue()

    def is_set(self):
        return self.state

    def set(self):
        # Not for interrupt handlers: the run loop may be in the middle of either queue.
        self.state = True
        waiting = self.waiting
        while waiting.peek():
            core._task_queue.push(waiting.pop())

    def clear(self):
        self.state = False

    # async
    def wait(self):
        if not self.state:
            task = core.cur_task
            self.waiting.push(task)
            # Where `Task.cancel` finds the queue to take the task from.
            task.data = self.waiting
            yield
        return True


class ThreadSafeFlag(io.IOBase):
    """A stream that can be read when the flag is set: the run loop polls it, so setting it touches no queue."""

    # Only code that runs can set it, so polling again after any handler is enough (see select.py).
    _woken_by_handlers = True

    def __init__(self):
        self.state = 0

    def ioctl(self, request, arg):
        return arg * self.state if request == 3 else -1

    def set(self):
        self.state = 1

    def clear(self):
        self.state = 0

    async def wait(self):
        if not self.state:
            yield core._io_queue.queue_read(self)
        self.state = 0

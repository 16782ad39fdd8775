"""What MicroPython lacks, as the TypeScript side has it: CPython's Queue, Semaphore and Barrier on MicroPython's queues."""

import asyncio
from asyncio import CancelledError, core


class _Waiters:
    """Tasks that wait for the same thing, in the order in which they came."""

    def __init__(self):
        self.queue = core.TaskQueue()
        self.length = 0

    # async
    def wait(self):
        task = core.cur_task
        self.queue.push(task)
        self.length += 1
        task.data = self
        yield

    def wake_first(self):
        if not self.queue.peek():
            return None
        task = self.queue.pop()
        self.length -= 1
        core._task_queue.push(task)
        return task

    def wake_all(self):
        while self.wake_first():
            pass

    # `Task.cancel` calls this.
    def remove(self, task):
        self.queue.remove(task)
        self.length -= 1


class QueueEmpty(Exception):
    pass


class QueueFull(Exception):
    pass


class Queue:
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self.items = []
        self.getters = _Waiters()
        self.putters = _Waiters()

    def qsize(self):
        return len(self.items)

    def empty(self):
        return not self.items

    def full(self):
        return 0 < self.maxsize <= len(self.items)

    async def put(self, item):
        while self.full():
            await self._turn(self.putters, lambda: not self.full())
        self.put_nowait(item)

    async def get(self):
        while self.empty():
            await self._turn(self.getters, lambda: not self.empty())
        return self.get_nowait()

    def put_nowait(self, item):
        if self.full():
            raise QueueFull
        self.items.append(item)
        self.getters.wake_first()

    def get_nowait(self):
        if self.empty():
            raise QueueEmpty
        item = self.items.pop(0)
        self.putters.wake_first()
        return item

    # async
    def _turn(self, waiters, possible):
        try:
            yield from waiters.wait()
        except CancelledError:
            if possible():
                waiters.wake_first()
            raise


class Semaphore:
    def __init__(self, value=1):
        self.waiters = _Waiters()
        self.free = value
        self.given = []

    def locked(self):
        return self.free == 0 or self.waiters.length > 0

    # async
    def acquire(self):
        if not self.locked():
            self.free -= 1
            return True
        task = core.cur_task
        try:
            yield from self.waiters.wait()
        except BaseException as er:
            if task in self.given:
                self.given.remove(task)
                if isinstance(er, CancelledError):
                    self.release()
            raise
        if task in self.given:
            self.given.remove(task)
        return True

    def release(self):
        task = self.waiters.wake_first()
        if task:
            self.given.append(task)
        else:
            self.free += 1


class Barrier:
    def __init__(self, parties):
        self.parties = parties
        self.waiters = _Waiters()

    # async
    def wait(self):
        index = self.waiters.length
        if index + 1 < self.parties:
            yield from self.waiters.wait()
        else:
            self.waiters.wake_all()
        return index

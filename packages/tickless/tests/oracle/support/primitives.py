"""What MicroPython lacks, as the TypeScript side has it: CPython's Queue, Semaphore and Barrier on MicroPython's queues."""

import asyncio
from asyncio import CancelledError, core


class _Waiters:
    """Tasks that wait for the same thing, in the order in which they came."""

    def __init__(self):
        self.queue = core.TaskQueue()
        self.length = 0

    def enter(self):
        task = core.cur_task
        self.queue.push(task)
        self.length += 1
        task.data = self

    # The same each: in the recording a task waits for what the coroutine is called in which it does.
    # async
    def queue_item(self):
        self.enter()
        yield

    # async
    def queue_room(self):
        self.enter()
        yield

    # async
    def semaphore(self):
        self.enter()
        yield

    # async
    def barrier(self):
        self.enter()
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
        self.woken = []

    def qsize(self):
        return len(self.items)

    def empty(self):
        return not self.items

    def full(self):
        return 0 < self.maxsize <= len(self.items)

    async def put(self, item):
        while self.full():
            await self._turn(self.putters, self.putters.queue_room(), lambda: not self.full())
        self.put_nowait(item)

    async def get(self):
        while self.empty():
            await self._turn(self.getters, self.getters.queue_item(), lambda: not self.empty())
        return self.get_nowait()

    def put_nowait(self, item):
        if self.full():
            raise QueueFull
        self.items.append(item)
        self._wake(self.getters)

    def get_nowait(self):
        if self.empty():
            raise QueueEmpty
        item = self.items.pop(0)
        self._wake(self.putters)
        return item

    def _wake(self, waiters):
        task = waiters.wake_first()
        if task:
            self.woken.append(task)

    # async
    def _turn(self, waiters, wait, possible):
        task = core.cur_task
        try:
            yield from wait
        except CancelledError:
            # Only one that was woken passes its turn on.
            if task in self.woken:
                self.woken.remove(task)
                if possible():
                    self._wake(waiters)
            raise
        self.woken.remove(task)


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
            yield from self.waiters.semaphore()
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
            yield from self.waiters.barrier()
        else:
            self.waiters.wake_all()
        return index

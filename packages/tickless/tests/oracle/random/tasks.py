"""What random programs call: their tasks by number, and shared objects' edges kept away from."""

import asyncio
import time
from asyncio import *
from oracle import *
from primitives import *

MOST_TASKS = 30
MOST_CALLS = 150

tasks = []
calls = 0


def crowded():
    """Whether so many coroutines have begun that no more should do anything."""
    global calls
    calls += 1
    return calls > MOST_CALLS


def spawn(body):
    if len(tasks) == MOST_TASKS:
        return None
    name = "t%d" % len(tasks)
    tasks.append(create_task(body(name)))
    return name


def task(n):
    return tasks[n % len(tasks)]


def cancel(n):
    return task(n).cancel()


def done(n):
    return task(n).done()


def cancel_all():
    for n, each in enumerate(tasks):
        log("main cancels", "t%d" % n, each.cancel())


async def nobody():
    return "nobody"


def later_task(me, n):
    """
    The n-th task started after the one that `me` runs in: so no two wait for each other. One that has ended is asked for once
    at most, since MicroPython forgets the exception of a task that was awaited between its failure and the next turn.
    """
    own = int(me.split("/")[0][1:])
    if own + 1 == len(tasks):
        return nobody()
    number = own + 1 + n % (len(tasks) - own - 1)
    if number in _asked_for and tasks[number].done():
        return nobody()
    _asked_for.add(number)
    return tasks[number]


_asked_for = set()


async def only_waiter(flag):
    """Waits for the flag unless another task does: it has room for one."""
    if id(flag) in _waited_for:
        return "busy"
    _waited_for.add(id(flag))
    try:
        await flag.wait()
    finally:
        _waited_for.remove(id(flag))


_waited_for = set()


def oops(value):
    return Oops(value)


def pass_by():
    pass


async def block(ms):
    time.sleep_ms(ms)


def _lost(loop, context):
    n = tasks.index(context["future"]) if context["future"] in tasks else -1
    log("lost", "t%d" % n, context["message"], context["exception"])


get_event_loop().set_exception_handler(_lost)

"""Tells the host, once, how to recognise what asyncio's tasks do and what they wait for (see src/coroutines.ts)."""

from usys import modules
from _hal import task_functions, task_waits

_PARTS = ("core", "event", "funcs", "lock", "stream")
core, event, funcs, lock, stream = [modules["asyncio." + part] for part in _PARTS]
task_functions(id(core.run_until_complete), id(core.create_task), id(type(funcs.gather)), id(type(funcs.gather())))
task_waits(id(core._sleeping), "sleep")
task_waits(id(core.Task), "task")
task_waits(id(event.Event.wait), "event")
task_waits(id(event.ThreadSafeFlag.wait), "flag")
task_waits(id(lock.Lock.acquire), "lock")
task_waits(id(funcs.gather), "gather")
for _function in (stream.Stream.read, stream.Stream.readinto, stream.Stream.readexactly, stream.Stream.readline):
    task_waits(id(_function), "stream read")
task_waits(id(stream.Stream.drain), "stream write")

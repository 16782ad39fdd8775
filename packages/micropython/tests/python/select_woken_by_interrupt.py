# A handler ends the wait early enough for a flag that it sets to be seen at once.
import asyncio
import select
import time
from machine import Timer

flag = asyncio.ThreadSafeFlag()
poller = select.poll()
poller.register(flag, select.POLLIN)
start = time.ticks_ms()
Timer(mode=Timer.ONE_SHOT, period=20, callback=lambda t: flag.set())
print([obj is flag for obj, events in poller.poll(1000)])
print(19 <= time.ticks_diff(time.ticks_ms(), start) <= 21)

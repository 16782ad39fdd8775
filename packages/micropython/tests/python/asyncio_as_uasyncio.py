import uasyncio
import asyncio

print(uasyncio.run is asyncio.run, uasyncio.core is asyncio.core, asyncio.__version__)
from uasyncio import Event, sleep_ms

print(Event is asyncio.Event, sleep_ms is asyncio.sleep_ms)
try:
    asyncio.Queue
except AttributeError:
    print("no Queue")

"""Counts how often a button is pressed. The counter is a module of its own, so that a test can have it, too."""

import asyncio
from counter import Counter
from machine import Pin

asyncio.run(Counter(Pin(14, Pin.IN, Pin.PULL_UP)).run())

"""Tests of the counter, on the board: `tickless test examples/lessons/21-testing`."""

import asyncio
import unittest
from counter import Counter
from machine import Pin
from tickless import part


class TestCounter(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.counter = Counter(Pin(14, Pin.IN, Pin.PULL_UP))
        self.task = asyncio.create_task(self.counter.run())
        self.button = part("btn1")
        await asyncio.sleep_ms(50)

    async def asyncTearDown(self):
        self.task.cancel()

    async def press(self, ms):
        self.button.press()
        await asyncio.sleep_ms(ms)
        self.button.release()
        await asyncio.sleep_ms(100)

    async def test_counts_a_press_once(self):
        await self.press(80)
        self.assertEqual(self.counter.presses, 1)

    async def test_counts_a_long_press_once(self):
        await self.press(1000)
        self.assertEqual(self.counter.presses, 1)

    async def test_counts_nothing_while_nobody_presses(self):
        await asyncio.sleep_ms(500)
        self.assertEqual(self.counter.presses, 0)

"""Counts how often a button is pressed."""

import asyncio


class Counter:
    def __init__(self, button):
        self.button = button  # reads 0 while pressed
        self.presses = 0

    async def run(self):
        while True:
            while self.button.value() == 1:
                await asyncio.sleep_ms(5)
            self.presses += 1
            print("presses:", self.presses)
            await asyncio.sleep_ms(20)  # the contact bounces
            while self.button.value() == 0:
                await asyncio.sleep_ms(5)

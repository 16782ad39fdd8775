"""A menu on a display, turned and pressed. Each page of it is a function that waits for the knob."""

import asyncio
from machine import I2C, PWM, Pin
from ssd1306 import SSD1306_I2C


def show(title, text):
    display.fill(0)
    display.text(title, 16, 12)
    display.text(text, 16, 36)
    display.show()


async def choose(title, items):
    number = 0
    while True:
        show(title, "> " + items[number])
        turned = await knob.used()
        if turned == 0:
            return items[number]
        number = (number + turned) % len(items)


async def adjust(title, value):
    while True:
        show(title, str(value))
        turned = await knob.used()
        if turned == 0:
            return value
        value = max(1, min(20, value + turned))


async def menu():
    while True:
        name = await choose("Menu", ("light", "speed"))
        settings[name] = await adjust(name, settings[name])
        print(name, "is", settings[name])


async def blink(lamp):
    while True:
        lamp.duty_u16(settings["light"] * 3276)
        await asyncio.sleep_ms(500 // settings["speed"])
        lamp.duty_u16(0)
        await asyncio.sleep_ms(500 // settings["speed"])


class Knob:
    """A rotary encoder with a switch."""

    def __init__(self, clk, dt, sw):
        self.clk, self.dt = Pin(clk, Pin.IN), Pin(dt, Pin.IN)
        self.sw = Pin(sw, Pin.IN, Pin.PULL_UP)  # reads 0 while pressed
        self.position = self.seen = 0

    async def used(self):
        """Detents by which it was turned since the last time; 0: it was pressed."""
        while self.position == self.seen:
            if self.sw.value() == 0:
                while self.sw.value() == 0:
                    await asyncio.sleep_ms(20)
                return 0
            await asyncio.sleep_ms(10)
        turned = self.position - self.seen
        self.seen = self.position
        return turned

    async def watch(self):
        before = 1
        while True:
            now = self.clk.value()
            if before == 1 and now == 0:
                self.position += 1 if self.dt.value() == 1 else -1
            before = now
            await asyncio.sleep_ms(1)


async def main():
    lamp = PWM(Pin(19), freq=1000, duty_u16=0)
    await asyncio.gather(menu(), blink(lamp), knob.watch())


settings = {"light": 10, "speed": 2}
display = SSD1306_I2C(128, 64, I2C(0, scl=Pin(5), sda=Pin(4), freq=400_000))
knob = Knob(clk=26, dt=27, sw=28)
asyncio.run(main())

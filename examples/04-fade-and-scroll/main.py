"""Several things at once: four LEDs fade, a text scrolls, and a button changes both. Each is a task of its own."""

import asyncio
from machine import I2C, PWM, Pin
from math import cos, pi
from ssd1306 import SSD1306_I2C

LED_PINS = (19, 18, 17, 16)
FADE_STEP_MS = 20
FRAME_MS = 60

# What the button steps through: a text, and how many milliseconds a LED takes to fade in and out.
SCENES = (
    ("Press the button!", 3000),
    ("Tasks take turns at every await.", 1500),
    ("Nothing here blocks for long.", 700),
)


class Show:
    """What is on: the button's task sets it, the others look at it whenever they draw."""

    def __init__(self):
        self.number = 0

    def next(self):
        self.number = (self.number + 1) % len(SCENES)

    @property
    def text(self):
        return SCENES[self.number][0]

    @property
    def fade_ms(self):
        return SCENES[self.number][1]


async def fade(show, leds):
    phase = 0.0
    while True:
        for i, led in enumerate(leds):
            wave = 0.5 - 0.5 * cos(2 * pi * (phase - i / len(leds)))
            led.duty_u16(int(65535 * wave * wave))  # squared: nearer to what the eye sees
        phase += FADE_STEP_MS / show.fade_ms
        await asyncio.sleep_ms(FADE_STEP_MS)


async def scroll(show, display):
    number = None
    while True:
        if number != show.number:
            number = show.number
            x = display.width
        display.fill(0)
        display.text("Scene %d of %d" % (number + 1, len(SCENES)), 12, 4)
        display.hline(0, 16, display.width, 1)
        display.text(show.text, x, 34)
        display.hline(0, 60, display.width, 1)
        display.show()
        x -= 4
        if x < -8 * len(show.text):
            x = display.width
        await asyncio.sleep_ms(FRAME_MS)


async def stable(pin, level, for_ms=20):
    """Returns when the pin has kept this level for so long: a bouncing contact does not."""
    kept = 0
    while kept < for_ms:
        await asyncio.sleep_ms(5)
        kept = kept + 5 if pin.value() == level else 0


async def watch_button(show, button):
    while True:
        await stable(button, 0)
        show.next()
        print("scene", show.number + 1)
        await stable(button, 1)


async def main():
    show = Show()
    leds = [PWM(Pin(number), freq=1000, duty_u16=0) for number in LED_PINS]
    display = SSD1306_I2C(128, 64, I2C(0, scl=Pin(5), sda=Pin(4), freq=400_000))
    button = Pin(14, Pin.IN, Pin.PULL_UP)  # reads 0 while pressed
    print("scene", show.number + 1)
    await asyncio.gather(fade(show, leds), scroll(show, display), watch_button(show, button))


asyncio.run(main())

"""A text runs over a display, and a button calls the next one: how it is not done."""

import time
from machine import I2C, Pin
from ssd1306 import SSD1306_I2C

TEXTS = ("Press the button for the next text!", "Tasks take turns.", "This is the last one.")

display = SSD1306_I2C(128, 64, I2C(0, scl=Pin(5), sda=Pin(4), freq=400_000))
button = Pin(14, Pin.IN, Pin.PULL_UP)  # reads 0 while pressed


def draw(number, x):
    display.fill(0)
    display.text("Text %d of %d" % (number + 1, len(TEXTS)), 16, 8)
    display.text(TEXTS[number], x, 36)
    display.show()


number = 0
while True:
    for x in range(128, -8 * len(TEXTS[number]), -4):
        draw(number, x)
        time.sleep_ms(30)
    if button.value() == 0:
        number = (number + 1) % len(TEXTS)
        print("text", number + 1)

"""One task samples every 5 ms, another shows how many samples there are: the display keeps the sampler waiting."""

import asyncio
from machine import ADC, I2C, Pin
from ssd1306 import SSD1306_I2C

i2c = I2C(0, scl=Pin(5), sda=Pin(4), freq=400_000)
display = SSD1306_I2C(128, 64, i2c)
knob = ADC(Pin(26))
marker = Pin(19, Pin.OUT)  # changes with each sample, for the timeline
samples = 0
position = 0


async def sample():
    global samples, position
    while True:
        position = knob.read_u16() * 100 // 65535
        samples += 1
        marker.toggle()
        await asyncio.sleep_ms(5)


async def draw():
    while True:
        display.fill(0)
        display.text("Sample %d" % samples, 16, 8)
        display.fill_rect(14, 32, position, 16, 1)
        display.show()
        await asyncio.sleep_ms(100)


asyncio.run(asyncio.gather(sample(), draw()))

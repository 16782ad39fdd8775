"""A strip of 300 LEDs drawn anew 30 times a second, an LCD that shows the weather and a DHT22 that measures it, on one ESP32."""

import asyncio
import dht
from machine import I2C, Pin
from neopixel import NeoPixel
from time import ticks_diff, ticks_ms

LEDS = 300
FRAME_MS = 33
RAINBOW = [(abs(i % 96 - 48), abs((i + 32) % 96 - 48), abs((i + 64) % 96 - 48)) for i in range(LEDS)]


class Lcd:
    """An HD44780 behind a PCF8574: a byte is two halves, each clocked in by the enable line."""

    def __init__(self, i2c, address=39):
        self.i2c = i2c
        self.address = address
        for command in (0x33, 0x32, 0x28, 0x0C, 0x06, 0x01):
            self.send(command, 0)

    def send(self, byte, select):
        halves = (byte & 0xF0, byte << 4 & 0xF0)
        self.i2c.writeto(self.address, bytes(half | 8 | enable | select for half in halves for enable in (4, 0)))

    def line(self, row, text):
        self.send(0x80 | row * 0x40, 0)
        for letter in "%-16s" % text:
            self.send(ord(letter), 1)


async def lights(strip):
    offset = 0
    while True:
        began = ticks_ms()
        for i in range(LEDS):
            strip[i] = RAINBOW[(i + offset) % LEDS]
        strip.write()
        offset = (offset + 1) % LEDS
        await asyncio.sleep_ms(FRAME_MS - ticks_diff(ticks_ms(), began))


async def weather(lcd, sensor):
    while True:
        sensor.measure()
        lcd.line(0, "%.1f C" % sensor.temperature())
        lcd.line(1, "%.1f %%" % sensor.humidity())
        await asyncio.sleep_ms(2000)


async def main():
    await asyncio.sleep_ms(1000)
    lcd = Lcd(I2C(0, scl=Pin(22), sda=Pin(21)))
    await asyncio.gather(lights(NeoPixel(Pin(4), LEDS)), weather(lcd, dht.DHT22(Pin(15))))


asyncio.run(main())

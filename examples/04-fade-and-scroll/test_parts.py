"""Tests of this board's parts and their driver, run on the board: `tickless test examples/04-fade-and-scroll`."""

import asyncio
import unittest
from machine import I2C, PWM, Pin
from ssd1306 import SSD1306_I2C
from tickless import faults, part, pin
from time import sleep_ms


class TestDisplay(unittest.TestCase):
    def setUp(self):
        self.display = SSD1306_I2C(128, 64, I2C(0, scl=Pin(5), sda=Pin(4), freq=400_000))
        self.oled = part("oled1")

    def tearDown(self):
        self.assertEqual(faults(), [])

    def test_shows_text_when_it_is_told_to(self):
        self.display.text("Hello", 8, 16)
        self.assertEqual(self.oled.text(), "")
        self.display.show()
        self.assertEqual(self.oled.text(), "Hello")

    def test_fills_the_whole_glass(self):
        self.display.fill(1)
        self.display.show()
        self.assertNotIn(".", self.oled.picture())


class TestLights(unittest.TestCase):
    def test_are_as_bright_as_their_pulses_are_wide(self):
        for share in (0.25, 0.5, 1):
            with self.subTest(share=share):
                led = PWM(Pin(19), freq=1000, duty_u16=int(65535 * share))
                sleep_ms(20)
                self.assertAlmostEqual(pin("GP19").duty(10), share, delta=0.01)
                led.deinit()


class TestButton(unittest.IsolatedAsyncioTestCase):
    async def test_reads_0_while_it_is_pressed(self):
        button = Pin(14, Pin.IN, Pin.PULL_UP)
        self.assertEqual(button.value(), 1)
        part("btn1").press()
        await asyncio.sleep_ms(20)
        self.assertEqual(button.value(), 0)
        part("btn1").release()
        await asyncio.sleep_ms(20)
        self.assertEqual(button.value(), 1)

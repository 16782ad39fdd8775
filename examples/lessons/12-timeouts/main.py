"""Measures a distance by sound, again and again, and waits for each echo as long as it takes."""

import asyncio
from machine import Pin
from time import sleep_us, ticks_diff, ticks_us

trigger = Pin(12, Pin.OUT)
echo = Pin(11, Pin.IN, Pin.PULL_DOWN)
heard = asyncio.ThreadSafeFlag()
began = ended = 0


def on_echo(pin):
    global began, ended
    if pin.value():
        began = ticks_us()
    else:
        ended = ticks_us()
        heard.set()


async def measure():
    heard.clear()
    trigger.on()
    sleep_us(10)
    trigger.off()
    await heard.wait()
    return ticks_diff(ended, began) // 58  # 58 µs a centimetre, there and back


async def report():
    while True:
        print(await measure(), "cm")
        await asyncio.sleep_ms(200)


async def blink():
    led = Pin("LED", Pin.OUT)
    while True:
        led.toggle()
        await asyncio.sleep_ms(20)


async def main():
    await asyncio.gather(report(), blink())


echo.irq(on_echo, Pin.IRQ_RISING | Pin.IRQ_FALLING)
asyncio.run(main())

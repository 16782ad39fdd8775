"""A LED blinks, one fades, a button switches a lamp and is counted. Each is a task."""

import asyncio
from machine import PWM, Pin

presses = 0


def brightness(step):
    share = min(step, 100 - step) / 50
    return int(65535 * share * share)


async def blink(led):
    while True:
        led.toggle()
        await asyncio.sleep_ms(250)


async def fade(light):
    while True:
        for step in range(100):
            light.duty_u16(brightness(step))
            await asyncio.sleep_ms(20)


async def stable(pin, level):
    """Returns when the pin has kept this level for 20 ms: a contact that bounces does not."""
    while True:
        while pin.value() != level:
            await asyncio.sleep_ms(5)
        for _ in range(4):
            await asyncio.sleep_ms(5)
            if pin.value() != level:
                break
        else:
            return


async def switch(button, lamp):
    global presses
    while True:
        await stable(button, 0)
        presses += 1
        lamp.toggle()
        await stable(button, 1)


async def report():
    while True:
        await asyncio.sleep(1)
        print("presses:", presses)


async def main():
    light = PWM(Pin(18), freq=1000, duty_u16=0)
    button = Pin(14, Pin.IN, Pin.PULL_UP)  # reads 0 while pressed
    await asyncio.gather(blink(Pin(19, Pin.OUT)), fade(light), switch(button, Pin(17, Pin.OUT)), report())


asyncio.run(main())

"""An alarm sounds until a button is pressed. Cancelled in the middle, it leaves things as they are."""

import asyncio
from machine import PWM, Pin

buzzer = PWM(Pin(9), freq=880, duty_u16=0)
button = Pin(14, Pin.IN, Pin.PULL_UP)  # reads 0 while pressed
lamp = Pin(19, Pin.OUT)


async def alarm():
    lamp.on()
    while True:
        for pitch in (880, 660):
            buzzer.freq(pitch)
            buzzer.duty_u16(32768)
            await asyncio.sleep_ms(250)
        buzzer.duty_u16(0)
        await asyncio.sleep_ms(250)


async def pressed():
    while button.value() == 1:
        await asyncio.sleep_ms(10)


async def main():
    sounding = asyncio.create_task(alarm())
    await pressed()
    sounding.cancel()
    print("cancelled")
    while True:
        await asyncio.sleep(1)


asyncio.run(main())

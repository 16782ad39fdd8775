"""A LED that fades up and down: by pulses, in steps, with a sleep between."""

import asyncio
from machine import PWM, Pin

STEPS = 50


async def fade(pin, period_ms):
    light = PWM(Pin(pin), freq=1000, duty_u16=0)
    while True:
        for step in range(2 * STEPS):
            level = min(step, 2 * STEPS - step) / STEPS  # 0 to 1, and back
            light.duty_u16(int(65535 * level))
            await asyncio.sleep_ms(period_ms // (2 * STEPS))


async def main():
    await asyncio.gather(fade(19, 2000))


asyncio.run(main())

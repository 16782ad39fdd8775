# Acts: lights the LED as bright as it is told, and complains above 80 per cent.
import asyncio
from machine import Pin, PWM, UART

led = PWM(Pin(15), freq=1000, duty_u16=0)
alarm = Pin(2, Pin.OUT, value=0)


async def main():
    lines = asyncio.StreamReader(UART(0, 115200))
    before = None
    while True:
        percent = int(await lines.readline())
        led.duty_u16(percent * 65535 // 100)
        alarm.value(percent > 80)
        if percent != before:
            print("bright:", percent, "%")
        before = percent


asyncio.run(main())

# The registers of the RP2040 that programs use.
from machine import ADC, Pin, mem8, mem16, mem32
import time

SIO = 0xD0000000
led = Pin(25, Pin.OUT)
mem32[SIO + 0x14] = 1 << 25
print(led.value(), hex(mem32[SIO + 0x10]), hex(mem32[SIO + 0x20]), hex(mem32[SIO + 4]))
mem32[SIO + 0x1C] = 1 << 25
print(led.value())
# From the reset: function, output enable, output.
mem32[0x40014000 + 8 * 2 + 4] = 5
mem32[SIO + 0x24] = 1 << 2
mem32[SIO + 0x14] = 1 << 2 | 1 << 25
print(Pin(2), Pin(2).value(), led.value(), hex(mem32[0x40014000 + 8 * 2]))
mem32[SIO + 0x18] = 1 << 2
mem32[SIO + 0x10] |= 1 << 25
mem32[SIO + 0x28] = 1 << 2
print(Pin(2), Pin(2).value(), mem32[0x40014000 + 8 * 2 + 4], mem32[0x40014000 + 8 * 3 + 4])
# Pads, with the addresses that set and clear bits.
pad = 0x4001C004 + 4 * 2
print(hex(mem32[pad]))
mem32[pad + 0x2000] = 8
mem32[pad + 0x3000] = 4
print(hex(mem32[pad]), Pin(2), Pin(2).value(), mem8[pad], hex(mem16[0x4001C000 + 4 * 4]))
start = mem32[0x40054028]
time.sleep_us(500)
print(500 <= mem32[0x40054028] - start < 600, mem32[0x40054024], mem32[0x4005400C] > start, mem32[0x40054008])
temperature = ADC(4)
mem32[0x4004C000] = 4 << 12 | 3
print(mem32[0x4004C000] & 0x100, abs(mem32[0x4004C004] - (temperature.read_u16() >> 4)) < 8)
print(mem32[SIO], mem32[0x4006001C] in (0, 1))
for address in (0x40050000, 0x4000C000, SIO + 0x60, 0x10000000, 0x40014004 + 0x400):
    try:
        mem32[address]
    except NotImplementedError as er:
        print(er)
try:
    mem32[0x40014000 + 4] = 7
except NotImplementedError as er:
    print(er)

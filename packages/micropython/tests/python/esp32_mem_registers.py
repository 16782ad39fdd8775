# board: esp32
# wires: 18 19, 32 33
# The registers of GPIOs that programs use.
from machine import Pin, mem8, mem32

GPIO = 0x3FF44000
OUT, OUT_W1TS, OUT_W1TC = GPIO + 4, GPIO + 8, GPIO + 0xC
OUT1, OUT1_W1TS, OUT1_W1TC = GPIO + 0x10, GPIO + 0x14, GPIO + 0x18
ENABLE, ENABLE_W1TS, ENABLE_W1TC = GPIO + 0x20, GPIO + 0x24, GPIO + 0x28
ENABLE1_W1TS = GPIO + 0x30
IN, IN1 = GPIO + 0x3C, GPIO + 0x40

led, other = Pin(18, Pin.OUT, value=0), Pin(19, Pin.IN)
mem32[OUT_W1TS] = 1 << 18
print(led.value(), other.value(), hex(mem32[OUT]), hex(mem32[ENABLE]), hex(mem32[IN] >> 18 & 3))
mem32[OUT_W1TC] = 1 << 18
print(led.value(), other.value(), hex(mem32[OUT]))
mem32[OUT] |= 1 << 18
print(other.value(), mem32[OUT_W1TS], mem32[OUT_W1TC])
mem32[ENABLE_W1TC] = 1 << 18
Pin(19, Pin.IN, Pin.PULL_DOWN)
print(other.value(), hex(mem32[ENABLE]))
mem32[ENABLE_W1TS] = 1 << 18
print(other.value())
# The second bank; 34 to 39 are inputs.
mem32[ENABLE1_W1TS] = 0xFD
mem32[OUT1_W1TS] = 1
print(Pin(33).value(), hex(mem32[GPIO + 0x2C]), hex(mem32[OUT1]), mem32[IN1] & 3)
mem32[OUT1_W1TC] = 1
print(mem32[IN1] & 1)
drain = Pin(21, Pin.OPEN_DRAIN, value=1)
print(mem32[OUT] >> 21 & 1, mem32[ENABLE] >> 21 & 1)
mem32[OUT_W1TC] = 1 << 21
print(drain.value(), mem32[OUT] >> 21 & 1)
print(mem8[GPIO + 0x38], mem32[0x3FF75144] != mem32[0x3FF75144])
for register in (0x3FF48000, GPIO + 0x88, 0x12345678):
    try:
        mem32[register]
    except NotImplementedError as error:
        print(error)
try:
    mem8[OUT] = 1
except NotImplementedError as error:
    print(error)

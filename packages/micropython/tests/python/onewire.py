# 1-Wire and DHT on pins where nobody answers.
import time
import _onewire
import onewire
import dht
import ds18x20
from machine import Pin, dht_readinto

ow = onewire.OneWire(Pin(2))
print(Pin(2))
print(ow.reset(), ow.scan(), ds18x20.DS18X20(ow).scan())
print(ow.readbit(), hex(ow.readbyte()))
buf = bytearray(2)
ow.readinto(buf)
print(buf.hex())
try:
    ow.reset(True)
except onewire.OneWireError as e:
    print("OneWireError", e)

start = time.ticks_us()
ow.writebyte(0xA5)
print(560 <= time.ticks_diff(time.ticks_us(), start) < 600)
start = time.ticks_us()
ow.reset()
print(960 <= time.ticks_diff(time.ticks_us(), start) < 1000)

# A scratchpad and its check sum.
print(hex(ow.crc8(b"\x50\x05\x4b\x46\x7f\xff\x0c\x10")), _onewire.crc8(b""))

for kind in (dht.DHT11, dht.DHT22):
    start = time.ticks_ms()
    try:
        kind(Pin(3, Pin.IN, Pin.PULL_UP)).measure()
    except OSError as e:
        print("OSError", e.errno, 268 <= time.ticks_diff(time.ticks_ms(), start) < 272)
print(Pin(3))
try:
    dht_readinto(Pin(3), bytearray(4))
except ValueError as e:
    print("ValueError", e)

sensor = dht.DHT22(Pin(3))
sensor.buf[:] = b"\x02\x8c\x80\x65\x73"
print(sensor.humidity(), sensor.temperature())

# wires: GP3 GP4, GP11 GP12
from machine import SPI, SoftSPI, Pin
import array, time
spi = SPI(0)
print(spi)
spi = SPI(0, 10_000_000, polarity=1, phase=1, sck=Pin(2), mosi=Pin(3), miso=Pin(4))
print(spi, Pin(2))
start = time.ticks_us()
spi.write(b"hello" * 100)
print(time.ticks_diff(time.ticks_us(), start) // 10)
print(spi.read(3))
buf = bytearray(4)
spi.write_readinto(b"abcd", buf)
print(buf)
spi.readinto(buf, 0x55)
print(buf)
a = array.array("H", [0, 0])
spi.write_readinto(b"abcd", a)
print(a)
spi.init(baudrate=1000)
print(spi)
try:
    SPI(2)
except ValueError as e:
    print(e)
try:
    SPI(0, sck=Pin(3))
except ValueError as e:
    print(e)
soft = SoftSPI(baudrate=100000, sck=Pin(10), mosi=Pin(11), miso=Pin(12))
print(soft)
soft.write_readinto(b"wxyz", buf)
print(buf)
try:
    SPI(1, firstbit=SPI.LSB)
except NotImplementedError as e:
    print("NotImplementedError", e)
try:
    spi.write_readinto(b"a", buf)
except ValueError as e:
    print(e)

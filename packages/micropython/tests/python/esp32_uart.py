# board: esp32
# wires: 17 25, 26 16, 4 32
from machine import Pin, UART
import time


def refused(f):
    try:
        print(f())
    except Exception as exc:
        print(type(exc).__name__, exc)


print(UART(1), UART(2))
a = UART(1, 9600, tx=26, rx=25)
b = UART(2, baudrate=9600, timeout=50)
print(a)
a.write("hello\nworld")
print(b.read(5), b.readline(), b.read())
print(b.any(), b.read(3))
b.write(b"\x00\xff")
time.sleep_ms(10)
print(a.any(), a.read(), a.read())
b.init(115200, bits=7, parity=0, stop=2)
print(b)
b.init(115200, bits=8, parity=None, stop=1, rxbuf=1024, txbuf=64)
a.init(115200)
print(b)
a.write(bytes(range(256)) * 2)
print(len(b.read(512)))
heard = []
b.irq(lambda uart: heard.append(uart.read()), UART.IRQ_RX)
a.write("irq")
time.sleep_ms(20)
print(heard, b.irq().flags())
b.irq(None)
refused(lambda: b.irq(lambda u: 0, 0x40))
refused(lambda: b.irq(lambda u: 0, UART.IRQ_RX, True))
refused(lambda: UART(3))
refused(lambda: UART(1, bits=9))
refused(lambda: UART(1, stop=3))
refused(lambda: UART(1, invert=3))
refused(lambda: UART(1, tx=20))
loop = UART(1, 9600, tx=Pin(4), rx=Pin(32), invert=UART.INV_TX | UART.INV_RX)
print(loop, loop is UART(1, 9600, tx=4, rx=32))
loop.write("itself")
loop.flush()
time.sleep_ms(2)
print(loop.any(), loop.txdone())

console = UART(0, 115200)
console.write("to the console\n")
print(console.any(), console.read())

# wires: GP0 GP1
from machine import UART
import time

u = UART(0, 115200)
seen = []

def handler(uart):
    seen.append((irq.flags(), uart.any()))

irq = u.irq(handler, UART.IRQ_RXIDLE)
print(irq, irq.trigger(), u.irq() is irq)
u.write(b"abc")
time.sleep_ms(1)
u.write(b"d" * 40)
time.sleep_ms(10)
print(seen)

seen.clear()
print(irq.trigger(UART.IRQ_TXIDLE | UART.IRQ_BREAK), irq.trigger())
u.write(b"123456")
time.sleep_ms(2)
print(u.read())
t = time.ticks_us()
u.sendbreak()
print(113 <= time.ticks_diff(time.ticks_us(), t) < 400)
time.sleep_ms(1)
print(seen, u.read())

# A hard handler may not allocate; one that fails is taken out.
count = 0

def hard(uart):
    global count
    count += 1
    if count == 2:
        raise ValueError("twice")

irq = u.irq(hard, UART.IRQ_RXIDLE, hard=True)
for i in range(3):
    u.write(b"x")
    time.sleep_ms(2)
print(count, irq.trigger())
u.deinit()

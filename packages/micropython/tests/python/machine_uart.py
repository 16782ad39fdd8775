from machine import UART, Pin
import time

# There is one object for each; without arguments it is 115200 baud, 8 bits, no parity, at the board's pins.
u = UART(0)
print(u, UART(0) is u)
print(UART(1))
u.init(9600, 7, 0, 2, tx=Pin(16), rx=Pin(17), timeout=5, timeout_char=1, invert=UART.INV_TX, txbuf=10, rxbuf=100)
print(u)
print(Pin(16), Pin(17))
u.init(parity=1, invert=0)
print(u)
u.init(parity=None)
print(u)
print(UART.INV_TX, UART.INV_RX, UART.CTS, UART.RTS, UART.IRQ_RXIDLE, UART.IRQ_TXIDLE, UART.IRQ_BREAK)

# Sending takes its time, but not the program's: 10 bits of 104.2 us for each byte.
u = UART(0, 9600)
t = time.ticks_us()
print(u.write(b"0123456789"), u.write("käse"), u.write(memoryview(b"abc")[1:]), u.txdone())
print(time.ticks_diff(time.ticks_us(), t) < 1000)
u.flush()
print(u.txdone(), round(time.ticks_diff(time.ticks_us(), t) / 1e6 * 9600 / 10, 1))

# What does not fit within the timeout is left over: one goes out, 32 are in the FIFO, the rest is in the buffer.
u = UART(0, 9600, txbuf=40)
print(u.write(bytes(200)), u.write(bytes(200)))
u.deinit()

# Nothing comes.
u = UART(1)
print(u.any(), u.read(), u.read(5), u.readline(), u.readinto(bytearray(3)), u.read(0))
for timeout in (0, 20):
    u = UART(1, 115200, timeout=timeout)
    t = time.ticks_ms()
    print(u.read(1), 0 <= time.ticks_diff(time.ticks_ms(), t) - timeout <= 2)

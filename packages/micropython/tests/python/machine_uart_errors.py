from machine import UART, Pin

def fails(f):
    try:
        print("no error", f())
    except Exception as e:
        print(type(e).__name__, e)

fails(lambda: UART())
fails(lambda: UART(2))
fails(lambda: UART(-1))
fails(lambda: UART("0"))
fails(lambda: UART(0, tx=Pin(4)))
fails(lambda: UART(0, tx=Pin(1)))
fails(lambda: UART(0, rx=Pin(5)))
fails(lambda: UART(1, rx=Pin(8)))
fails(lambda: UART(0, cts=Pin(3)))
fails(lambda: UART(0, rts=Pin(2)))
fails(lambda: UART(0, invert=4))
fails(lambda: UART(0, flow=4))
fails(lambda: UART(0, rxbuf=40000))
fails(lambda: UART(0, txbuf=40000))
fails(lambda: UART(0, tx=99))
u = UART(0)
fails(lambda: u.irq(5, UART.IRQ_RXIDLE))
fails(lambda: u.irq(print, 0x10))
fails(lambda: u.readinto(b"abc"))
fails(lambda: u.write(5))
fails(lambda: u.nothing)
u.deinit()
print(u)

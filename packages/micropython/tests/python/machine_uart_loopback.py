# wires: GP0 GP1
from machine import UART
import time, select

u = UART(0, 115200)
print(u.write("hello\nworld"), u.any())
time.sleep_ms(2)
print(u.any(), u.read(3), u.readline(), u.any())
buf = bytearray(3)
print(u.readinto(buf), buf, u.readinto(buf, 1), buf, u.read(), u.read())

# A read waits for what is on its way: the first byte may take `timeout`, the others follow within `timeout_char`.
u.init(timeout=10)
u.write(b"one\ntwo\n")
print(u.readline(), u.read(3), u.read(9))
u.write(b"a\nb\n")
print([line for line in u])

# All formats.
for bits in (7, 8):
    for parity in (None, 0, 1):
        for stop in (1, 2):
            for invert in (0, 3):
                u = UART(0, 230400, bits, parity, stop, invert=invert, timeout=5)
                data = bytes(range(100))
                u.write(data)
                print(u.read(100) == data, end=" ")
print()

# More than the buffers hold is lost: 256 in one, 32 in the FIFO.
u = UART(0, 1000000, txbuf=1000)
print(u.write(bytes(i & 255 for i in range(400))))
u.flush()
data = u.read()
print(len(data), data == bytes(i & 255 for i in range(288)))

# poll
u = UART(0, 115200, txbuf=32)
p = select.poll()
p.register(u, select.POLLIN)
print(p.poll(0))
u.write(b"x")
print([event for _, event in p.poll(100)], u.read(1))
p.modify(u, select.POLLIN | select.POLLOUT)
u.write(bytes(65))
print(p.poll(0))
print([event for _, event in p.poll(100)])

# A stream for whatever takes one; and a class to be extended.
import json


class Port(UART):
    def __init__(self, **options):
        super().__init__(0, 115200, **options)

    def ask(self, question):
        self.write(question + "\r\n")
        return self.readline()


u = UART(0, 115200, timeout=5)
print("to the UART", 5, file=u)
json.dump([1, 2], u)
print(u.read())
port = Port(timeout=10)
print(port, port.ask("AT"))

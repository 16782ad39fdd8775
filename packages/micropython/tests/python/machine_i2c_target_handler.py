# wires: GP4 GP6, GP5 GP7
# A hard handler answers byte by byte; the clock is held until it has.
from machine import I2C, I2CTarget, Pin

events = [0] * 24
count = 0
last = bytearray(1)


def handler(target):
    global count
    flags = target.irq().flags()
    events[count] = flags
    count += 1
    if flags & I2CTarget.IRQ_READ_REQ:
        target.write(b"ok")
    elif flags & I2CTarget.IRQ_WRITE_REQ:
        target.readinto(last)
        events[count] = last[0]
        count += 1


def happened():
    global count
    print(events[:count])
    count = 0


target = I2CTarget(1, 0x21)
bus = I2C(0, scl=Pin(5), sda=Pin(4), freq=100000)
# Nobody listens: what is written is lost, and zeros are read.
print(bus.writeto(0x21, b"abc"), bus.readfrom(0x21, 2))
target.irq(handler, 63, hard=True)
bus.writeto(0x21, b"AB")
happened()
print(bus.readfrom(0x21, 3))
happened()
bus.writeto(0x21, b"C", False)
print(bus.readfrom(0x21, 1))
happened()
print(bus.scan())
happened()
# Bytes may be taken later, too: the end comes after that.
target.irq(lambda target: None, I2CTarget.IRQ_WRITE_REQ, hard=True)
bus.writeto(0x21, b"later")
buffer = bytearray(8)
print(target.readinto(buffer), buffer, target.readinto(buffer))
# A handler that fails is taken out.
target.irq(lambda target: [0], I2CTarget.IRQ_READ_REQ, hard=True)
try:
    bus.readfrom(0x21, 1)
except OSError as er:
    print(er)
print(bus.readfrom(0x21, 1))

# wires: GP4 GP6, GP5 GP7
# A controller reads and writes memory of a target on the same chip.
from machine import I2C, I2CTarget, Pin, SoftI2C

memory = bytearray(b"01234567")
target = I2CTarget(1, 0x43, mem=memory)
print(target)
bus = I2C(0, scl=Pin(5), sda=Pin(4), freq=100000)
print(bus.scan(), bus.readfrom_mem(0x43, 2, 4), bus.readfrom_mem(0x43, 6, 4), target.memaddr)
bus.writeto_mem(0x43, 7, b"xyz")
print(memory)
# What is read on goes on where the last transfer ended, and one further: a byte was asked for that nobody took.
bus.writeto(0x43, b"\x02")
print(bus.readfrom(0x43, 2), bus.readfrom(0x43, 2))

seen = []
target.irq(lambda target: seen.append((target.irq().flags(), target.memaddr)))
soft = SoftI2C(scl=Pin(5), sda=Pin(4), freq=50000)
soft.writeto_mem(0x43, 1, b"ab")
soft.readfrom_mem(0x43, 3, 1)
print(seen, target.irq().trigger(), memory)

wide = I2CTarget(1, addr=0x10, mem=memory, mem_addrsize=16)
print(soft.scan(), soft.readfrom_mem(0x10, 0x0103, 2, addrsize=16), hex(wide.memaddr))
none = I2CTarget(1, addr=0x10, mem=memory, mem_addrsize=0)
print(soft.readfrom(0x10, 3))
wide.deinit()
print(soft.scan(), Pin(6), Pin(7))
for wrong in (
    lambda: I2CTarget(2, 1),
    lambda: I2CTarget(0),
    lambda: I2CTarget(0, 1, scl=Pin(4)),
    lambda: I2CTarget(0, 1, sda=6),
    lambda: I2CTarget(0, 1, mem=b"constant"),
    lambda: I2CTarget(0, 1, mem=memory, mem_addrsize=9),
    lambda: target.irq(print, I2CTarget.IRQ_READ_REQ),
):
    try:
        wrong()
    except (TypeError, ValueError) as er:
        print(type(er).__name__, er)

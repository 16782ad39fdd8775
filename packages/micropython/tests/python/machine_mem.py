import machine
import uctypes

data = bytearray(range(8))
at = uctypes.addressof(data)
print(machine.mem8[at + 1], hex(machine.mem16[at + 2]), hex(machine.mem32[at + 4]))
machine.mem16[at] = 0x12345
print(hex(machine.mem16[at]), data[0])
print(machine.mem32)
try:
    machine.mem32[0x40050000]
except NotImplementedError as er:
    print(er)
try:
    machine.mem32[2]
except ValueError as er:
    print(er)

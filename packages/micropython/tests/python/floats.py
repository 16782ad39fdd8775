# Floats have 32 bits.
import array, math, struct

print(1 / 3, 0.1 + 0.2, 3.3 / 65535 * 32768, 1 / 10 == 0.1, 16777217 / 1, float(123456789))
print(math.pi, 2 * math.pi, math.e, math.sqrt(2), 2**0.5, 1e39, 1e15, 1e16)
print("%.1f %5.2f %g %e" % (23.25, 2 / 3, 1e-7, 12345.678), "{:.3f} {:08.2f}".format(2 / 3, -1.5), f"{1/3} {2.5:.0f}")
print(round(2.675, 2), round(1 / 3, 3), round(2.5), int(1e10), 7.5 // 2, 10 % 3.3)
print(struct.unpack("<d", struct.pack("<d", 1.1)), array.array("d", [1.1]), struct.pack("<d", 1.1))

numbers = [0.1 * i for i in range(4)]
print(numbers, sum(numbers), complex(1, 0.1))
third = 1 / 3
exec("third_again = 1 / 3")
print(third == third_again, {0.5: "half"}[1 / 2])
try:
    exec("x = 0.1 +")
except SyntaxError:
    print(0.7 * 0.1)

# The types of a viper function's arguments convert buffers, and addresses.
import array, micropython, uctypes


@micropython.viper
def halves(to: ptr16, source: ptr8, n: int):
    for i in range(n):
        to[i] = source[i] << 8


@micropython.viper
def words(data: ptr32) -> uint:
    data[1] = data[0] + 1
    return uint(-data[0])


class Screen:
    @micropython.viper
    def fill(
        self,
        data: ptr8,
        value: int,
    ) -> int:
        data[0] = value
        return value


@micropython.viper
def plain(a, b: int) -> int:
    return int(a) + b


def raises(f):
    try:
        f()
    except TypeError as er:
        print("TypeError")


to = bytearray(6)
halves(to, b"\x01\x02\x03", 3)
print(to)
data = array.array("I", [5, 0])
print(hex(words(data)), data, hex(words(uctypes.addressof(data))))
print(Screen().fill(to, 255), to[0], plain(1, 2))
raises(lambda: halves(to, 1.5, 1))
raises(lambda: plain(1))

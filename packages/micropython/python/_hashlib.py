"""hashlib with sha1, which boards have and the interpreter's build lacks."""

from uhashlib import sha256


class sha1:
    def __init__(self, data=b""):
        self._data = bytearray(data)

    def update(self, data):
        if self._data is None:
            raise ValueError("hash is final")
        self._data.extend(data)

    def digest(self):
        if self._data is None:
            raise ValueError("hash is final")
        data = self._data
        self._data = None
        bits = len(data) * 8
        data.append(0x80)
        while len(data) % 64 != 56:
            data.append(0)
        data.extend(bits.to_bytes(8, "big"))
        h = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0]
        for at in range(0, len(data), 64):
            _sha1_block(h, data[at : at + 64])
        return b"".join([x.to_bytes(4, "big") for x in h])


def _rotate(x, n):
    return (x << n | x >> (32 - n)) & 0xFFFFFFFF


def _sha1_block(h, block):
    w = [int.from_bytes(block[i : i + 4], "big") for i in range(0, 64, 4)]
    for i in range(16, 80):
        w.append(_rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1))
    a, b, c, d, e = h
    for i in range(80):
        if i < 20:
            f = (b & c | ~b & d) + 0x5A827999
        elif i < 40:
            f = (b ^ c ^ d) + 0x6ED9EBA1
        elif i < 60:
            f = (b & c | b & d | c & d) + 0x8F1BBCDC
        else:
            f = (b ^ c ^ d) + 0xCA62C1D6
        a, b, c, d, e = (_rotate(a, 5) + (f & 0xFFFFFFFFF) + e + w[i]) & 0xFFFFFFFF, a, _rotate(b, 30), c, d
    for i, x in enumerate((a, b, c, d, e)):
        h[i] = (h[i] + x) & 0xFFFFFFFF

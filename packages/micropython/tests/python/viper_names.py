data = bytearray(b"\x01\x02\x03\x04\x05\x06\x07\x08")
p = ptr8(data)
p[0] = 9
print(data[0], p[7], hex(ptr16(data)[1]), hex(ptr32(data)[1]))
ptr16(data)[0] = 0x1FFFF
print(data[:2], uint(-1))

import hashlib, binascii

h = hashlib.sha1(b"abc")
print(binascii.hexlify(h.digest()))
h = hashlib.sha1()
for i in range(100):
    h.update(b"0123456789")
print(binascii.hexlify(h.digest()))
print(binascii.hexlify(hashlib.sha256(b"abc").digest())[:16])

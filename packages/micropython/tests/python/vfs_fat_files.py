# Files on a FAT volume: how they are opened, read, written, and what is refused.
import errno, json, os, vfs


class RamDisk:
    def __init__(self, blocks):
        self.data = bytearray(blocks * 512)

    def readblocks(self, block, buf):
        at = block * 512
        buf[:] = self.data[at : at + len(buf)]

    def writeblocks(self, block, buf):
        at = block * 512
        self.data[at : at + len(buf)] = buf

    def ioctl(self, op, arg):
        if op == 4:
            return len(self.data) // 512
        if op == 5:
            return 512


def error(work, *args):
    try:
        print(work(*args))
    except OSError as er:
        print("OSError", errno.errorcode.get(er.errno, er.errno))


disk = RamDisk(120)
vfs.VfsFat.mkfs(disk)
vfs.mount(disk, "/sd")

print("text")
with open("/sd/notes.txt", "w") as f:
    print(f.write("första\n"), f.tell())
    print("second", 2, file=f)
    f.write(b"third")
with open("/sd/notes.txt") as f:
    print(f.read(2), f.read(3), f.tell())
    print(repr(f.readline()), repr(f.readline(3)), repr(f.read()), repr(f.read()))
for line in open("/sd/notes.txt"):
    print(repr(line))
print(open("/sd/notes.txt").readlines())

print("bytes")
with open("/sd/data.bin", "wb") as f:
    f.write(bytearray(range(8)))
    f.write(b"abcdef", 2)
    f.write(b"abcdef", 2, 3)
    f.write("text")
buffer = bytearray(6)
with open("/sd/data.bin", "rb") as f:
    print(f.readinto(buffer), buffer, f.readinto(buffer, 2), buffer)
    print(f.read(), f.readinto(buffer))

print("appending and changing")
with open("/sd/data.bin", "ab") as f:
    print(f.tell())
    f.write(b"!")
with open("/sd/data.bin", "r+b") as f:
    print(f.seek(-2, 2), f.read())
    f.seek(1)
    f.write(b"XYZ")
    print(f.seek(-1, 1), f.read(2))
with open("/sd/data.bin", "w+b") as f:
    f.write(b"new")
    f.seek(0)
    print(f.read())
error(open, "/sd/data.bin", "x")
with open("/sd/fresh.bin", "xb") as f:
    f.write(b"fresh")
print(os.stat("/sd/fresh.bin")[6])

print("seeking")
with open("/sd/data.bin", "rb") as f:
    print(f.seek(100), f.read())
    error(f.seek, -1)
with open("/sd/data.bin", "r+b") as f:
    # One that is written grows; what is between is whatever the sectors hold.
    print(f.seek(1500))
    f.write(b"end")
print(os.stat("/sd/data.bin")[6], open("/sd/data.bin", "rb").read(3))

print("flush")
with open("/sd/log.txt", "w") as f:
    f.write("line\n")
    print(os.stat("/sd/log.txt")[6])
    f.flush()
    print(os.stat("/sd/log.txt")[6], repr(open("/sd/log.txt").read()))

print("what else reads and writes files")
with open("/sd/conf.json", "w") as f:
    json.dump({"pins": [1, 2]}, f)
with open("/sd/conf.json") as f:
    print(json.load(f))
with open("/sd/answer.py", "w") as f:
    f.write("def answer():\n    return 6 * 7\n")
import sys

sys.path.append("/sd")
import answer

print(answer.answer(), answer.__file__)
execfile("/sd/answer.py")

print("large")
with open("/sd/large", "wb") as f:
    for i in range(40):
        f.write(bytes([i]) * 500)
with open("/sd/large", "rb") as f:
    print(all(f.read(500) == bytes([i]) * 500 for i in range(40)), f.read(1))
with open("/sd/large", "rb") as f:
    data = f.read()
    print(len(data), [f.seek(at) == at and f.read(1)[0] for at in (19999, 0, 10000, 511, 512)])

print("errors")
error(open, "/sd/none")
error(open, "/sd/none/a", "w")
error(open, "/sd/a?b", "w")
error(open, "/sd")
error(open, "/nowhere/a")
f = open("/sd/notes.txt")
error(f.write, "a")
f.close()
f.close()
error(f.read)
error(f.seek, 0)
error(f.flush)
f = open("/sd/notes.txt", "a")
error(f.read)
f.close()
with open("/sd/signs.txt", "w") as f:
    f.write("aä€😀" * 3)
with open("/sd/signs.txt") as f:
    print([f.read(n) for n in (2, 3, 4, 9)], f.seek(2))
    try:
        f.read(3)
    except UnicodeError:
        print("UnicodeError", f.tell())
with open("/sd/broken.txt", "wb") as f:
    f.write(b"\xff\xfe")
try:
    open("/sd/broken.txt").read()
except UnicodeError:
    print("UnicodeError")

print("no room")
f = open("/sd/full", "wb")
try:
    while True:
        f.write(bytes(3000))
except OSError as er:
    print(errno.errorcode.get(er.errno, er.errno))
f.close()
print(os.statvfs("/sd"), os.stat("/sd/full")[6])
os.remove("/sd/full")
print(os.statvfs("/sd")[:5])
vfs.umount("/sd")
error(open, "/sd/notes.txt")

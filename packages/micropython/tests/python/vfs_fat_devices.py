# What a block device sees of the FAT volume on it, and what is said about devices that are not right.
import errno, os, vfs


EMPTY = bytes(512)


class Old:
    """The protocol without ioctl."""

    def __init__(self, blocks):
        self.blocks = blocks
        self.data = {}
        self.log = []

    def readblocks(self, block, buf):
        self.log.append("r%d+%d" % (block, len(buf) // 512) if len(buf) > 512 else "r%d" % block)
        for i in range(len(buf) // 512):
            buf[512 * i : 512 * i + 512] = self.data.get(block + i, EMPTY)

    def writeblocks(self, block, buf):
        self.log.append("w%d+%d" % (block, len(buf) // 512) if len(buf) > 512 else "w%d" % block)
        for i in range(len(buf) // 512):
            piece = bytes(buf[512 * i : 512 * i + 512])
            if piece != EMPTY:
                self.data[block + i] = piece
            else:
                self.data.pop(block + i, None)

    def sync(self):
        self.log.append("sync")

    def count(self):
        return self.blocks

    def said(self):
        print(" ".join(self.log))
        self.log.clear()


class New(Old):
    count = sync = None

    def ioctl(self, op, arg):
        if op not in (4, 5):
            self.log.append("ioctl%d" % op)
        return self.blocks if op == 4 else None


def error(work, *args, **kwargs):
    try:
        print(work(*args, **kwargs))
    except OSError as er:
        print("OSError", errno.errorcode.get(er.errno, er.errno))


for kind in (Old, New):
    print(kind.__name__)
    disk = kind(120)
    vfs.VfsFat.mkfs(disk)
    disk.said()
    vfs.mount(vfs.VfsFat(disk), "/sd")
    disk.said()
    f = open("/sd/a.txt", "wb")
    f.write(b"a" * 100)
    disk.said()
    f.write(b"b" * 500)
    disk.said()
    f.write(b"c" * 2000)
    disk.said()
    f.flush()
    disk.said()
    f.close()
    disk.said()
    f = open("/sd/a.txt", "rb")
    disk.said()
    print(len(f.read(1)), len(f.read(2000)))
    disk.said()
    f.seek(0)
    print(len(f.read()))
    disk.said()
    buffer = bytearray(2048)
    f.seek(0)
    print(f.readinto(buffer), buffer[:101])
    disk.said()
    os.mkdir("/sd/folder")
    disk.said()
    os.rename("/sd/a.txt", "/sd/folder/a.txt")
    disk.said()
    os.remove("/sd/folder/a.txt")
    disk.said()
    print(os.statvfs("/sd")[2:4])
    disk.said()
    vfs.umount("/sd")
    disk.said()

print("sizes of devices")
for blocks in (21, 36, 66, 5000, 20000, 70000, 300000):
    disk = New(blocks)
    try:
        vfs.VfsFat.mkfs(disk)
        del disk.log[:-1]
        print(blocks, vfs.VfsFat(disk).statvfs("/")[:4] if blocks < 20000 else vfs.VfsFat(disk))
    except OSError as er:
        print(blocks, errno.errorcode.get(er.errno, er.errno))
    disk = None

print("without a file system")
disk = New(100)
fs = vfs.VfsFat(disk)
error(fs.open, "a", "w")
error(vfs.mount, fs, "/sd")
error(vfs.mount, disk, "/sd")
vfs.mount(disk, "/sd", mkfs=True)
print(os.listdir("/sd"))
vfs.umount("/sd")

print("only to be read")
vfs.mount(disk, "/sd", readonly=True)
for work, args in ((open, ("/sd/a", "w")), (os.mkdir, ("/sd/d",)), (os.remove, ("/sd/a",)), (os.rename, ("/sd/a", "/sd/b"))):
    error(work, *args)
vfs.umount("/sd")


class Stone:
    def readblocks(self, block, buf):
        disk.readblocks(block, buf)

    def ioctl(self, op, arg):
        return disk.ioctl(op, arg)


vfs.mount(Stone(), "/sd")
error(open, "/sd/a", "w")
vfs.umount("/sd")

print("that fail")
fs = vfs.VfsFat(disk)
f = fs.open("a", "w")
for result in (False, True, -5, 3):
    disk.writeblocks = lambda block, buf: result
    fs = vfs.VfsFat(disk)
    error(fs.mkdir, "d%s" % result)
for wrong in (None, object()):
    try:
        vfs.mount(wrong, "/x")
    except AttributeError as er:
        print(er)


class Busy(New):
    def ioctl(self, op, arg):
        return 1 if op == 1 else New.ioctl(self, op, arg)


error(vfs.VfsFat, Busy(100))

print("littlefs")


class Little(New):
    def readblocks(self, block, buf, offset=0):
        buf[:] = b"littlefs"[: len(buf)] + bytes(len(buf) - 8)


try:
    vfs.mount(Little(100), "/x")
except NotImplementedError as er:
    print(er)

# Directories and names on a FAT volume.
import errno, os, vfs


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


def put(path, text="x"):
    with open(path, "w") as f:
        f.write(text)


disk = RamDisk(150)
vfs.VfsFat.mkfs(disk)
fs = vfs.VfsFat(disk)
vfs.mount(fs, "/sd")
print(fs, type(fs))

print("making and removing")
os.mkdir("/sd/logs")
os.mkdir("/sd/logs/2024")
put("/sd/logs/2024/may.csv", "1,2")
put("/sd/Read Me First.txt")
print(os.listdir("/sd"), os.listdir("/sd/logs"), os.listdir(b"/sd"))
print(list(os.ilistdir("/sd/logs/2024")), os.stat("/sd/logs")[:7])
error(os.mkdir, "/sd/logs")
error(os.mkdir, "/sd")
error(os.mkdir, "/sd/none/a")
error(os.rmdir, "/sd/logs")
error(os.rmdir, "/sd/Read Me First.txt")
error(os.remove, "/sd/logs")
error(os.remove, "/sd/none")
error(os.listdir, "/sd/none")
error(os.listdir, "/sd/Read Me First.txt")
error(open, "/sd/logs")
error(open, "/sd/logs", "w")
error(os.stat, "/sd/none")

print("renaming")
os.rename("/sd/logs/2024/may.csv", "/sd/logs/May.csv")
os.rename("/sd/logs/May.csv", "/sd/logs/MAY.CSV")
print(os.listdir("/sd/logs"))
put("/sd/other.txt", "other")
os.rename("/sd/other.txt", "/sd/logs/may.csv")
print(os.listdir("/sd/logs"), open("/sd/logs/may.csv").read())
error(os.rename, "/sd/logs/may.csv", "/sd/logs/2024")
error(os.rename, "/sd/none", "/sd/a")
error(os.rename, "/sd/logs/may.csv", "/elsewhere")
os.rename("/sd/logs/2024", "/sd/years")
put("/sd/years/../up.txt")
print(os.listdir("/sd"), os.listdir("/sd/years"))

print("where relative paths begin")
os.chdir("/sd/logs")
print(os.getcwd(), os.listdir(), os.stat("may.csv")[6])
os.mkdir("deeper")
os.chdir("deeper")
print(os.getcwd(), fs.getcwd())
os.chdir("../..")
print(os.getcwd())
for path in ("/sd/logs/.", "/sd/logs/..", "/sd/logs/deeper/../deeper"):
    print(os.listdir(path), os.stat(path)[0] == 0x4000)
error(os.listdir, "/sd/logs/")
error(os.listdir, "/sd/none/a")
error(os.stat, "/sd/..")
error(os.remove, "/sd/logs/..")
error(os.rmdir, "/sd/logs/..")
error(os.rename, "/sd/logs/.", "/sd/a")
error(open, "/sd/logs/..", "w")
error(os.mkdir, "/sd/logs/..")
error(os.chdir, "Read Me First.txt")
error(os.chdir, "none")
os.chdir("/")
fs.chdir("logs/deeper")
error(fs.rmdir, "/logs/deeper")
fs.chdir("/")
fs.rmdir("/logs/deeper")

print("names")
for name in ("UPPER.TXT", "lower.txt", "Mixed.Txt", "mixed.tx2", "a very long name, of more than one entry.text", "two.dots.txt", ".hidden", "größe.csv", "trailing. ", "plus+equal=.x"):
    put("/sd/years/" + name, name)
print(os.listdir("/sd/years"))
print([open("/sd/years/" + name).read() for name in ("upper.txt", "LOWER.TXT", "averyl~1.tex", "A VERY LONG NAME, OF MORE THAN ONE ENTRY.TEXT", "~1.hid", "trailing", "größe.csv")])
at = disk.data.find(b"AVERYL~1TEX")
print([bytes(disk.data[at - 32 * i : at - 32 * i + 14]) for i in range(5)])
for i in range(8):
    put("/sd/years/same beginning %d" % i)
error(put, "/sd/years/" + "n" * 256)
error(put, "/sd/years/" + "n" * 255)
for name in ("a*", "a<b", 'a"', "...", " "):
    error(put, "/sd/years/" + name)
print([bytes(disk.data[at : at + 8]) for at in range(0, len(disk.data), 32) if disk.data[at : at + 2] == b"SA" and disk.data[at + 11] == 0x20])
print([name for name in os.listdir("/sd/years") if name[0] in "sn"][-1] == "n" * 255)

print("many entries, listed while they are removed")
for i in range(40):
    put("/sd/logs/file%d" % i)
for name, *_ in os.ilistdir("/sd/logs"):
    os.remove("/sd/logs/" + name)
print(os.listdir("/sd/logs"))
put("/sd/logs/again")
print(os.listdir("/sd/logs"))

print("the root directory has its end")
made = 0
try:
    while True:
        put("/sd/entry%d" % made, "")
        made += 1
except OSError as er:
    print(errno.errorcode.get(er.errno, er.errno), made)

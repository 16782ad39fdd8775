"""A FAT volume on a block device: its sectors, its table of clusters, what is free.

As in the boards' FatFs, all goes through one sector of memory, the window, which is written when another sector is wanted or a file is
flushed; whole sectors of data go past it. So a block device written in Python sees the reads and writes that it sees on a board."""

from uctypes import addressof, bytearray_at
from ustruct import pack_into, unpack_from

ENOENT, EIO, EACCES, EBUSY, EEXIST, ENODEV, ENOTDIR, EISDIR, EINVAL, ENOSPC, EROFS = 2, 5, 13, 16, 17, 19, 20, 21, 22, 28, 30
# The largest sector that the ports are built for; so large is the window that each mounted volume has.
MAX_SECTOR = 4096
# What is asked of a block device.
INIT, SYNC, BLOCK_COUNT, BLOCK_SIZE = 1, 3, 4, 5
# Clusters of a volume above which it is FAT16, FAT32, and nothing that FatFs knows.
MAX_FAT12, MAX_FAT16, MAX_FAT32 = 0xFF5, 0xFFF5, 0x0FFFFFF5
_END = 0x0FFFFFFF
_FREE_UNKNOWN = 0xFFFFFFFF


def word(data, at):
    return data[at] | data[at + 1] << 8


def dword(data, at):
    return unpack_from("<I", data, at)[0]


def part(data, at, size):
    """A piece of a buffer as a bytearray, which is what block devices are given."""
    return bytearray_at(addressof(data) + at, size)


class Device:
    """A block device of a program, with the protocol that has `ioctl` or the old one with `count` and `sync`."""

    def __init__(self, device):
        self._read = device.readblocks
        self._write = getattr(device, "writeblocks", None)
        self._ioctl = getattr(device, "ioctl", None)
        if self._ioctl is None:
            self._sync = getattr(device, "sync", None)
            self._count = device.count
        self.sector_size = 512

    @property
    def writable(self):
        return self._write is not None

    def protect(self):
        self._write = None

    def control(self, operation):
        if self._ioctl is not None:
            return self._ioctl(operation, 0)
        if operation == BLOCK_COUNT:
            return self._count()
        if operation == SYNC and self._sync is not None:
            self._sync()

    def start(self):
        """Readies it and asks for the size of its sectors."""
        if self.control(INIT):
            raise OSError(EBUSY)
        size = self.control(BLOCK_SIZE)
        size = 512 if size is None else size
        if not 512 <= size <= MAX_SECTOR or size & (size - 1):
            raise OSError(EIO)
        self.sector_size = size

    def read(self, sector, data):
        _check(self._read(sector, data))

    def write(self, sector, data):
        if self._write is None:
            raise OSError(EIO)
        _check(self._write(sector, data))


def _check(result):
    """Block devices say 0, None or True when all is well."""
    if result is not None and result is not True and (result is False or result != 0):
        raise OSError(EIO)


class Volume:
    def __init__(self, device):
        self.device = Device(device)
        # 12, 16 or 32; 0 while no file system has been found.
        self.bits = 0
        self._memory = bytearray(MAX_SECTOR)
        # Where relative paths begin: the first cluster of a directory, 0 for the root.
        self.current = 0

    def ready(self, writing=False):
        """To be called before anything else: finds the file system, if that has not been done."""
        if not self.bits:
            self._find()
        if writing and not self.device.writable:
            raise OSError(EROFS)

    def _find(self):
        self.device.start()
        self.sector_size = self.device.sector_size
        self.win = part(self._memory, 0, self.sector_size)
        self.forget()
        self.current = 0
        if self._has_boot_sector(0):
            return self._take(0)
        if word(self.win, 510) != 0xAA55:
            raise OSError(ENODEV)
        # Not a volume but a table of partitions: the first that has one.
        starts = [dword(self.win, at) for at in range(454, 518, 16)]
        for start in starts:
            if start and self._has_boot_sector(start):
                return self._take(start)
        raise OSError(ENODEV)

    def _has_boot_sector(self, sector):
        self.load(sector)
        win = self.win
        if word(win, 510) != 0xAA55 or win[0] not in b"\xe8\xe9\xeb":
            return False
        return win[54:57] == b"FAT" or win[82:87] == b"FAT32"

    def _take(self, base):
        """Reads where all is on the volume from its first sector, which is in the window."""
        win = self.win
        table_sectors = word(win, 22) or dword(win, 36)
        copies, self.cluster_sectors, self.root_entries = win[16], win[13], word(win, 17)
        sectors, reserved = word(win, 19) or dword(win, 32), word(win, 14)
        per_sector = self.sector_size // 32
        ok = word(win, 11) == self.sector_size and copies in (1, 2) and reserved and self.root_entries % per_sector == 0
        ok = ok and self.cluster_sectors and not self.cluster_sectors & (self.cluster_sectors - 1)
        system = reserved + copies * table_sectors + self.root_entries // per_sector
        if not ok or sectors < system + self.cluster_sectors:
            raise OSError(ENODEV)
        clusters = (sectors - system) // self.cluster_sectors
        bits = 12 if clusters <= MAX_FAT12 else 16 if clusters <= MAX_FAT16 else 32
        # Entries of the table, of which the first two are no clusters.
        self.entries = clusters + 2
        needed = self.entries * 4 if bits == 32 else self.entries * 2 if bits == 16 else (self.entries * 3 + 1) // 2
        if clusters > MAX_FAT32 or needed > table_sectors * self.sector_size or (bits == 32) != (self.root_entries == 0):
            raise OSError(ENODEV)
        self.base, self.table, self.table_sectors, self.copies = base, base + reserved, table_sectors, copies
        self.data = base + system
        # A sector; of FAT32, a cluster.
        self.root = dword(win, 44) if bits == 32 else self.table + copies * table_sectors
        self.cluster_bytes = self.cluster_sectors * self.sector_size
        self.free = self._last = _FREE_UNKNOWN
        # Whether the sector that says what is free is to be written when the volume is synchronised; None if there is none.
        self._tell_free = None
        if bits == 32 and word(win, 48) == 1:
            self._read_free()
        self.bits = bits

    def _read_free(self):
        self.load(self.base + 1)
        win = self.win
        self._tell_free = False
        if word(win, 510) == 0xAA55 and win[:4] == b"RRaA" and win[484:488] == b"rrAa":
            self.free, self._last = dword(win, 488), dword(win, 492)

    # The window.

    def forget(self):
        self._sector = -1
        self.dirty = False

    @property
    def sector(self):
        return self._sector

    def load(self, sector):
        if sector != self._sector:
            self.write_back()
            self._sector = -1
            self.device.read(sector, self.win)
            self._sector = sector

    def use(self, sector):
        """The window becomes that sector without being read: all of it will be written."""
        self.write_back()
        self._sector = sector

    def write_back(self):
        if self.dirty:
            self.device.write(self._sector, self.win)
            self.dirty = False
            if self.copies == 2 and 0 <= self._sector - self.table < self.table_sectors:
                self.device.write(self._sector + self.table_sectors, self.win)

    def sync(self):
        self.write_back()
        if self._tell_free:
            win = self.win
            self._sector = self.base + 1
            win[:] = bytes(self.sector_size)
            pack_into("<I", win, 0, 0x41615252)
            pack_into("<III", win, 484, 0x61417272, self.free, self._last)
            win[510:512] = b"\x55\xaa"
            self.device.write(self._sector, win)
            self._tell_free = False
        self.device.control(SYNC)

    # The table of clusters.

    def sector_of(self, cluster):
        if not 2 <= cluster < self.entries:
            raise OSError(EIO)
        return self.data + (cluster - 2) * self.cluster_sectors

    def next(self, cluster):
        """The table's entry: the next cluster of a chain, 0 for a free one; `entries` or more is the end of a chain."""
        if not 2 <= cluster < self.entries:
            raise OSError(EIO)
        size = self.sector_size
        if self.bits == 12:
            at = cluster + cluster // 2
            self.load(self.table + at // size)
            low = self.win[at % size]
            at += 1
            self.load(self.table + at // size)
            both = low | self.win[at % size] << 8
            return both >> 4 if cluster & 1 else both & 0xFFF
        if self.bits == 16:
            self.load(self.table + cluster * 2 // size)
            return word(self.win, cluster * 2 % size)
        self.load(self.table + cluster * 4 // size)
        return dword(self.win, cluster * 4 % size) & _END

    def _put(self, cluster, value):
        size = self.sector_size
        if self.bits == 12:
            at = cluster + cluster // 2
            for byte in range(2):
                self.load(self.table + at // size)
                old = self.win[at % size]
                if cluster & 1:
                    new = value >> 4 & 0xFF if byte else old & 0x0F | (value & 0x0F) << 4
                else:
                    new = old & 0xF0 | value >> 8 & 0x0F if byte else value & 0xFF
                self.win[at % size] = new
                self.dirty = True
                at += 1
        elif self.bits == 16:
            self.load(self.table + cluster * 2 // size)
            pack_into("<H", self.win, cluster * 2 % size, value & 0xFFFF)
        else:
            self.load(self.table + cluster * 4 // size)
            at = cluster * 4 % size
            pack_into("<I", self.win, at, value & _END | dword(self.win, at) & 0xF0000000)
        self.dirty = True

    def follow(self, cluster):
        """The next cluster of a chain that must have one."""
        found = self.next(cluster)
        if not 2 <= found < self.entries:
            raise OSError(EIO)
        return found

    def stretch(self, cluster):
        """The cluster behind this one, newly allocated at the end of the chain; of 0, the first of a new chain. 0 if all are taken."""
        start = self._last if 2 <= self._last < self.entries else 1
        found = 0
        if cluster:
            found = self.next(cluster)
            if found < 2:
                raise OSError(EIO)
            if found < self.entries:
                return found
        if self.free == 0:
            return 0
        found = 0
        if cluster:
            found = cluster + 1 if cluster + 1 < self.entries else 2
            if self.next(found):
                found = 0
                start = start if start > 1 else cluster
        found = found or self._search(start)
        if found:
            self._put(found, _END)
            if cluster:
                self._put(cluster, found)
            self._last = found
            self._count(-1)
        return found

    def _search(self, start):
        """The first free cluster behind `start`, going round."""
        for cluster in range(start + 1, self.entries):
            if not self.next(cluster):
                return cluster
        for cluster in range(2, min(start + 1, self.entries)):
            if not self.next(cluster):
                return cluster
        return 0

    def _count(self, change):
        if self.free <= self.entries - 2:
            self.free += change
        if self._tell_free is not None:
            self._tell_free = True

    def release(self, cluster):
        """Frees a whole chain."""
        while 2 <= cluster < self.entries:
            following = self.next(cluster)
            if following == 0:
                break
            if following == 1:
                raise OSError(EIO)
            self._put(cluster, 0)
            if self.free < self.entries - 2:
                self._count(1)
            cluster = following

    def reuse(self, cluster):
        """What is allocated next is sought from here on."""
        self._last = cluster - 1

    def clear(self, cluster):
        """Fills a cluster with zeros, as a directory's is to be; the window is its first sector."""
        self.write_back()
        first = self.sector_of(cluster)
        self._sector = first
        self.win[:] = bytes(self.sector_size)
        for sector in range(first, first + self.cluster_sectors):
            self.device.write(sector, self.win)

    def count_free(self):
        """How many clusters are free."""
        if self.free <= self.entries - 2:
            return self.free
        if self.bits == 12:
            free = sum([1 for cluster in range(2, self.entries) if self.next(cluster) == 0])
        else:
            free, left, sector = 0, self.entries, self.table
            code, size = ("H", 2) if self.bits == 16 else ("I", 4)
            while left:
                here = min(left, self.sector_size // size)
                self.load(sector)
                free += unpack_from("<%d%s" % (here, code), self.win).count(0)
                left -= here
                sector += 1
        self.free = free
        if self._tell_free is not None:
            self._tell_free = True
        return free

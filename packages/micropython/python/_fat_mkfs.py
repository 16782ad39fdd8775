"""Making a FAT file system, laid out as FatFs does it for a MicroPython board: one table, 512 entries in the root directory, FAT32 in a
partition of its own when the device is too large for FAT16."""

from ustruct import pack_into
from _fat import BLOCK_COUNT, EIO, EROFS, MAX_FAT12, MAX_FAT16, MAX_FAT32, MAX_SECTOR, SYNC, part
from _fat_dir import now

# From so many sectors on the next larger cluster is taken, in units of 4096 sectors for FAT16 and 131072 for FAT32.
_STEPS = (1, 4, 16, 64, 256, 512)
_STEPS32 = (1, 2, 4, 8, 16, 32)
_ROOT_ENTRIES = 512
_PARTITION = 63
_RESERVED32 = 32
_FEWEST_SECTORS = 22
_MOST_CLUSTER_SECTORS = 128


class _TooLarge(Exception):
    """The device does not take the kind of FAT that was asked for, or none at all."""


class _Layout:
    def __init__(self, device, fat32):
        self.base = _PARTITION if fat32 else 0
        self.sectors = device.control(BLOCK_COUNT) - self.base
        if self.sectors < _FEWEST_SECTORS:
            raise _TooLarge
        self.bits = 32 if fat32 else 16
        unit, steps = (0x20000, _STEPS32) if fat32 else (0x1000, _STEPS)
        per_cluster = 1
        for step in steps:
            if step <= self.sectors // unit:
                per_cluster *= 2
        while not self._try(per_cluster, device.sector_size):
            per_cluster = per_cluster // 2 if fat32 else per_cluster * 2
            if not 1 <= per_cluster <= _MOST_CLUSTER_SECTORS:
                raise _TooLarge

    def _try(self, per_cluster, sector_size):
        """Reckons with clusters of this size; False if another size may do."""
        self.per_cluster = per_cluster
        clusters = self.sectors // per_cluster
        if self.bits == 32:
            if not MAX_FAT16 < clusters <= MAX_FAT32:
                raise _TooLarge
            size, self.reserved, self.root_sectors = clusters * 4 + 8, _RESERVED32, 0
        else:
            self.bits = 16 if clusters > MAX_FAT12 else 12
            size = clusters * 2 + 4 if self.bits == 16 else (clusters * 3 + 1) // 2 + 3
            self.reserved, self.root_sectors = 1, _ROOT_ENTRIES * 32 // sector_size
        self.table_sectors = (size + sector_size - 1) // sector_size
        system = self.reserved + self.table_sectors + self.root_sectors
        if self.sectors < system + per_cluster * 16:
            raise _TooLarge
        self.clusters = (self.sectors - system) // per_cluster
        if self.bits == 12:
            return True
        return self.clusters > MAX_FAT16 if self.bits == 32 else MAX_FAT12 < self.clusters <= MAX_FAT16


def make(volume, may_be_fat32):
    """Writes an empty file system over what is there."""
    volume.bits = 0
    device = volume.device
    device.start()
    if not device.writable:
        raise OSError(EROFS)
    try:
        try:
            layout = _Layout(device, False)
        except _TooLarge:
            if not may_be_fat32:
                raise
            layout = _Layout(device, True)
    except _TooLarge:
        raise OSError(EIO)
    _write(device, layout)


def _write(device, layout):
    size = device.sector_size
    memory = bytearray(MAX_SECTOR)
    buffer = part(memory, 0, size)
    _boot_sector(buffer, layout, size)
    device.write(layout.base, buffer)
    if layout.bits == 32:
        device.write(layout.base + 6, buffer)
        buffer[:] = bytes(size)
        pack_into("<I", buffer, 0, 0x41615252)
        pack_into("<III", buffer, 484, 0x61417272, layout.clusters - 1, 2)
        buffer[510:512] = b"\x55\xaa"
        device.write(layout.base + 7, buffer)
        device.write(layout.base + 1, buffer)
    buffer[:] = bytes(size)
    # The first two entries of the table are no clusters; the third is the root directory of FAT32.
    first = {12: b"\xf8\xff\xff", 16: b"\xf8\xff\xff\xff", 32: b"\xf8\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x0f"}[layout.bits]
    buffer[: len(first)] = first
    sector = layout.base + layout.reserved
    for left in (layout.table_sectors, layout.per_cluster if layout.bits == 32 else layout.root_sectors):
        while left:
            count = min(left, MAX_SECTOR // size)
            device.write(sector, part(memory, 0, count * size))
            buffer[:] = bytes(size)
            sector += count
            left -= count
    if layout.base:
        _partition_table(buffer, layout)
        device.write(0, buffer)
    device.control(SYNC)


def _boot_sector(buffer, layout, size):
    bits = layout.bits
    buffer[:11] = b"\xeb\xfe\x90MSDOS5.0"
    pack_into("<HBHBH", buffer, 11, size, layout.per_cluster, layout.reserved, 1, 0 if bits == 32 else _ROOT_ENTRIES)
    if layout.sectors < 0x10000:
        pack_into("<H", buffer, 19, layout.sectors)
    else:
        pack_into("<I", buffer, 32, layout.sectors)
    # The kind of medium, and a disk's geometry that nobody uses.
    buffer[21] = 0xF8
    pack_into("<HHI", buffer, 24, 63, 255, layout.base)
    if bits == 32:
        pack_into("<I", buffer, 36, layout.table_sectors)
        # The cluster of the root directory; the sectors with what is free and with the copy of this one.
        pack_into("<IHH", buffer, 44, 2, 1, 6)
        at = 64
    else:
        pack_into("<H", buffer, 22, layout.table_sectors)
        at = 36
    buffer[at], buffer[at + 2] = 0x80, 0x29
    pack_into("<I", buffer, at + 3, now())
    buffer[at + 7 : at + 26] = b"NO NAME    FAT32   " if bits == 32 else b"NO NAME    FAT     "
    buffer[510:512] = b"\x55\xaa"


def _partition_table(buffer, layout):
    buffer[446:454] = b"\x00\x01\x01\x00\x0c\xfe\xff\xff"
    pack_into("<II", buffer, 454, layout.base, layout.sectors)
    buffer[510:512] = b"\x55\xaa"

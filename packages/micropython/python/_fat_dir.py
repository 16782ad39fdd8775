"""Directories of a FAT volume, and finding the way of a path through them."""

from ustruct import pack_into
import time
from _fat import EACCES, EINVAL, EIO, ENOENT, dword, word
import _fat_names as names

READ_ONLY, LABEL, DIRECTORY, ARCHIVE = 0x01, 0x08, 0x10, 0x20
_LONG = 0x0F
_DELETED = 0xE5
_DOT = 0x2E
_FREE = b"\x00\xe5"
_DOTS = {b".": b".          ", b"..": b"..         "}
_SIZE = 32
_MOST_BYTES = 0x200000


def now():
    """Date and time as entries have them, the date in the upper half."""
    year, month, day, hour, minute, second = time.localtime()[:6]
    return (year - 1980 & 0x7F) << 25 | month << 21 | day << 16 | hour << 11 | minute << 5 | second // 2


def cluster_in(entry, at, bits):
    """Where the content of an entry begins."""
    return word(entry, at + 26) | (word(entry, at + 20) << 16 if bits == 32 else 0)


def set_cluster(entry, at, cluster, bits):
    pack_into("<H", entry, at + 26, cluster & 0xFFFF)
    if bits == 32:
        pack_into("<H", entry, at + 20, cluster >> 16)


class Entry:
    """A file or directory that was found: its name, its 32 bytes, where they lie, and where those of its long name begin."""

    def __init__(self, folder, name, data, first):
        self.folder = folder.start
        self.name = name
        self.data = data
        self.first = first
        self.offset = folder.offset
        self.sector = folder.sector
        self.attributes = data[11]
        self.cluster = cluster_in(data, 0, folder.volume.bits)
        self.size = dword(data, 28)


class Folder:
    """A directory and a place in it. `start` is its first cluster, 0 for the root."""

    def __init__(self, volume, start):
        self.volume = volume
        self.start = start
        self.seek(0)

    def seek(self, offset):
        volume = self.volume
        self.offset = offset
        cluster = self.start or (volume.root if volume.bits == 32 else 0)
        if cluster:
            while offset >= volume.cluster_bytes:
                cluster = volume.follow(cluster)
                offset -= volume.cluster_bytes
            self._sector = volume.sector_of(cluster)
        else:
            self._sector = volume.root
        self._cluster = cluster
        # 0 when the end has been reached.
        self.sector = self._sector + offset // volume.sector_size

    def step(self, grow=False):
        """To the next entry, of a directory made larger if need be; False if there is none."""
        volume = self.volume
        offset = self.offset + _SIZE
        if not self.sector or offset >= _MOST_BYTES:
            self.sector = 0
        elif offset % volume.sector_size == 0:
            self.sector += 1
            if not self._cluster:
                if offset >= volume.root_entries * _SIZE:
                    self.sector = 0
            elif offset % volume.cluster_bytes == 0:
                self._next_cluster(grow)
        if self.sector:
            self.offset = offset
        return self.sector != 0

    def _next_cluster(self, grow):
        volume = self.volume
        following = volume.next(self._cluster)
        if following < 2:
            raise OSError(EIO)
        if following >= volume.entries:
            self.sector = 0
            if not grow:
                return
            following = volume.stretch(self._cluster)
            if not following:
                raise OSError(EACCES)
            volume.clear(following)
        self._cluster = following
        self.sector = volume.sector_of(following)

    def load(self):
        """The window shows the entry of this place; where in it."""
        self.volume.load(self.sector)
        return self.offset % self.volume.sector_size

    def write(self, data):
        at = self.load()
        self.volume.win[at : at + _SIZE] = data
        self.volume.dirty = True

    def read(self, name=None, short=None):
        """The next file or directory from here on, at which this place then is; None at the end. Only one of that name, or of that short
        name, if such is given."""
        wanted = short or (None if name is None or name.lossy else name.short)
        dots = wanted is not None and wanted[0] == _DOT
        every = name is None and short is None
        long, expected, check, first = None, -1, 0, 0
        volume = self.volume
        win, size = volume.win, volume.sector_size
        while self.sector:
            at = self.load()
            while at < size:
                head = win[at]
                if head == 0:
                    self.sector = 0
                    return None
                attributes = win[at + 11] & 0x3F
                # Of entries that make no sense a list shows more than can be found.
                label = attributes & ~ARCHIVE == LABEL if every else attributes & LABEL and attributes != _LONG
                if head == _DELETED or (head == _DOT and not dots) or label:
                    expected = -1
                elif attributes == _LONG:
                    if head & 0x40:
                        head &= 0xBF
                        long, expected, check, first = b"", head, win[at + 13], self.offset
                    if head == expected and win[at + 13] == check:
                        if short is None:
                            piece = names.piece_of(win, at)
                            long = None if piece is None or long is None else piece + long
                        expected -= 1
                    else:
                        expected = -1
                else:
                    data = bytes(win[at : at + _SIZE])
                    if expected != 0 or names.checksum(data) != check:
                        long, first = None, self.offset
                    if every or data[:11] == wanted or (name and long and names.capitals(long) == name.capitals):
                        return Entry(self, long or names.short_name(data), data, first)
                    expected = -1
                at += _SIZE
                if at < size:
                    self.offset += _SIZE
            self.step()

    def find(self, name):
        self.seek(0)
        return self.read(name)

    def _has_short(self, short):
        self.seek(0)
        return self.read(None, short) is not None

    def _make_room(self, count):
        """To the last of so many free entries in a row."""
        self.seek(0)
        found = 0
        win, size = self.volume.win, self.volume.sector_size
        while True:
            for at in range(self.load(), size, _SIZE):
                found = found + 1 if win[at] in _FREE else 0
                if found == count:
                    return
                if at < size - _SIZE:
                    self.offset += _SIZE
            if not self.step(True):
                raise OSError(EACCES)

    def add(self, name):
        """A new, empty entry, which the window then shows; where in it."""
        short = name.short
        if name.lossy:
            for n in range(1, 100):
                short = name.numbered(n)
                if not self._has_short(short):
                    break
            else:
                raise OSError(EACCES)
        more = [] if name.plain else list(names.long_entries(name.long, short))
        self._make_room(len(more) + 1)
        if more:
            self.seek(self.offset - _SIZE * len(more))
            for entry in more:
                self.write(entry)
                self.step()
        entry = bytearray(_SIZE)
        entry[:11] = short
        entry[12] = name.lower if name.plain else 0
        self.write(entry)
        return self.load()

    def remove(self, entry):
        self.seek(entry.first)
        while True:
            self.volume.win[self.load()] = _DELETED
            self.volume.dirty = True
            if self.offset >= entry.offset or not self.step():
                return


def parent_of(volume, start):
    """The first cluster of the directory that this one lies in, as its entry `..` tells."""
    folder = Folder(volume, start)
    folder.step()
    return cluster_in(volume.win, folder.load(), volume.bits)


class Found:
    """Where a path leads: to an entry (`entry`), whose directory begins at `start` if it is one; to a name that is not there yet in `folder`
    (`name`); or to a directory that has no entry, the root or where relative paths begin (`itself`). `dots` if it ends with `.` or `..`."""

    def __init__(self, volume, path):
        path = names.to_bytes(path).replace(b"\\", b"/")
        self.start = 0 if path[:1] == b"/" else volume.current
        self.entry = None
        self.itself = True
        self.dots = False
        path = path.lstrip(b"/")
        while path:
            part, slash, path = path.partition(b"/")
            path = path.lstrip(b"/")
            self.folder = Folder(volume, self.start)
            self.dots = part in _DOTS
            if self.dots:
                self.entry = self.folder.read(None, _DOTS[part])
                # The root has no such entries, and nothing above it.
                self.itself = self.entry is None
            else:
                self.name = names.Name(part)
                self.entry = self.folder.find(self.name)
                self.itself = False
            if self.entry is not None and self.entry.attributes & DIRECTORY:
                self.start = self.entry.cluster
            elif slash and not self.itself:
                raise OSError(ENOENT)
            if slash and not path:
                # A name that is empty: boards do not take a slash at the end.
                raise OSError(EINVAL)

    def existing(self):
        """The entry that there must be."""
        if self.itself:
            raise OSError(EINVAL)
        if self.entry is None:
            raise OSError(ENOENT)
        return self.entry

    def directory(self):
        """The first cluster of the directory that it must be."""
        if not self.itself and (self.entry is None or not self.entry.attributes & DIRECTORY):
            raise OSError(ENOENT)
        return self.start

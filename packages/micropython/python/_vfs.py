"""os.VfsFat and os.mount: file systems on block devices."""

import uos
import time as _time
from _common import NotSimulated
from _fat import EACCES, EEXIST, EINVAL, EIO, EISDIR, ENODEV, ENOTDIR, Volume, word
from _fat_dir import ARCHIVE, DIRECTORY, READ_ONLY, Folder, Found, now, parent_of, set_cluster
import _fat_file, _fat_mkfs, _fat_names

_c_mount = uos.mount
VfsLfs2 = NotSimulated("vfs.VfsLfs2")
_FOLDER, _FILE = 0x4000, 0x8000


class VfsFat:
    """A mounted volume, whose methods take paths that begin at its root."""

    def __init__(self, block_dev):
        self._volume = Volume(block_dev)
        try:
            self._volume.ready()
        except OSError as error:
            # There may be none yet.
            if error.errno != ENODEV:
                raise

    def __repr__(self):
        return "<VfsFat>"

    @staticmethod
    def mkfs(block_dev):
        _fat_mkfs.make(VfsFat(block_dev)._volume, True)

    def mount(self, readonly, mkfs):
        volume = self._volume
        if readonly:
            volume.device.protect()
        if not volume.bits and mkfs:
            _fat_mkfs.make(volume, False)
        volume.ready()

    def umount(self):
        pass

    def open(self, path, mode):
        return _fat_file.open_file(self._volume, path, mode)

    def _find(self, path, writing=False):
        self._volume.ready(writing)
        return Found(self._volume, path)

    def ilistdir(self, path=""):
        found = self._find(path)
        return _listing(Folder(self._volume, found.directory()), isinstance(path, str))

    def stat(self, path):
        if path in ("", "/", b"", b"/"):
            return _stat(_FOLDER, 0, 0x2821, 0)
        entry = self._find(path).existing()
        kind = _FOLDER if entry.attributes & DIRECTORY else _FILE
        return _stat(kind, entry.size, word(entry.data, 24), word(entry.data, 22))

    def statvfs(self, path):
        volume = self._volume
        volume.ready()
        free = volume.count_free()
        size = volume.cluster_bytes
        return (size, size, volume.entries - 2, free, free, 0, 0, 0, 0, 255)

    def chdir(self, path):
        self._volume.current = self._find(path).directory()

    def getcwd(self):
        volume = self._volume
        volume.ready()
        path = b""
        cluster = volume.current
        while cluster:
            parent = parent_of(volume, cluster)
            folder = Folder(volume, parent)
            entry = folder.read()
            while entry is not None and entry.cluster != cluster:
                folder.step()
                entry = folder.read()
            if entry is None:
                raise OSError(EIO)
            path = b"/" + entry.name + path
            cluster = parent
        return _fat_names.to_str(path or b"/")

    def mkdir(self, path):
        found = self._find(path, True)
        if found.itself or found.entry is not None:
            raise OSError(EEXIST)
        volume = self._volume
        cluster = volume.stretch(0)
        if not cluster:
            raise OSError(EACCES)
        volume.clear(cluster)
        moment = now()
        for at, name in ((0, b".          "), (32, b"..         ")):
            _fill_folder(volume, at, moment, cluster if at == 0 else found.start)
            volume.win[at : at + 11] = name
        try:
            at = found.folder.add(found.name)
        except OSError:
            volume.release(cluster)
            raise
        _fill_folder(volume, at, moment, cluster)
        volume.sync()

    def remove(self, path):
        self._remove(path, False)

    def rmdir(self, path):
        self._remove(path, True)

    def _remove(self, path, folder):
        volume = self._volume
        if bool(self._find(path).existing().attributes & DIRECTORY) != folder:
            raise OSError(ENOTDIR if folder else EISDIR)
        # The way is gone twice, as on a board, where one function looks and another removes.
        found = self._find(path, True)
        if found.dots:
            raise OSError(EINVAL)
        entry = found.entry
        if entry.attributes & READ_ONLY:
            raise OSError(EACCES)
        if folder and (entry.cluster == volume.current or Folder(volume, entry.cluster).read() is not None):
            raise OSError(EACCES)
        Folder(volume, entry.folder).remove(entry)
        if entry.cluster:
            volume.release(entry.cluster)
        volume.sync()

    def _both(self, old, new):
        found = self._find(old, True)
        source = found.existing()
        if found.dots:
            raise OSError(EINVAL)
        return source, self._find(new)

    def rename(self, old, new):
        source, target = self._both(old, new)
        if target.itself or (target.entry is not None and (target.entry.sector, target.entry.offset) != (source.sector, source.offset)):
            # A file may be replaced.
            self._remove(new, False)
            source, target = self._both(old, new)
        volume = self._volume
        at = target.folder.add(target.name)
        data = source.data
        attributes = source.attributes if source.attributes & DIRECTORY else source.attributes | ARCHIVE
        volume.win[at + 13 : at + 32] = data[13:]
        volume.win[at + 11] = attributes
        volume.dirty = True
        if attributes & DIRECTORY and source.folder != target.folder.start:
            # Its entry `..` leads elsewhere now.
            volume.load(volume.sector_of(source.cluster))
            if volume.win[33] == 0x2E:
                set_cluster(volume.win, 32, target.folder.start, volume.bits)
                volume.dirty = True
        Folder(volume, source.folder).remove(source)
        volume.sync()


def _fill_folder(volume, at, moment, cluster):
    """Makes the entry in the window a directory's."""
    win = volume.win
    win[at + 11] = DIRECTORY
    win[at + 22 : at + 26] = moment.to_bytes(4, "little")
    set_cluster(win, at, cluster, volume.bits)
    volume.dirty = True


def _listing(folder, as_str):
    while True:
        try:
            entry = folder.read()
            folder.step()
        except OSError:
            return
        if entry is None or not entry.name:
            return
        name = _fat_names.to_str(entry.name) if as_str else entry.name
        yield name, _FOLDER if entry.attributes & DIRECTORY else _FILE, 0, entry.size


def _stat(kind, size, date, moment):
    seconds = _time.mktime(
        ((date >> 9) + 1980, date >> 5 & 15, date & 31, moment >> 11, moment >> 5 & 63, 2 * (moment & 31), 0, 0)
    )
    return (kind, 0, 0, 0, 0, 0, size, seconds, seconds, seconds)


def _has_littlefs(device):
    """Whether one of the first two blocks says so; a device that has the old protocol cannot be asked."""
    data = bytearray(44)
    try:
        for block in range(2):
            device.readblocks(block, data, 8)
            if data[:8] == b"littlefs" or data[32:40] == b"littlefs":
                return True
    except Exception:
        pass
    return False


def mount(*args, **kwargs):
    """A block device is looked at for the file system that it has."""
    if len(args) == 2 and not hasattr(args[0], "mount"):
        device, path = args
        if _has_littlefs(device):
            VfsLfs2()
        return _c_mount(VfsFat(device), path, **kwargs)
    return _c_mount(*args, **kwargs)

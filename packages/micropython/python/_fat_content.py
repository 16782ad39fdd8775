"""What an open file of a FAT volume holds."""

from uctypes import addressof, bytearray_at
from ustruct import pack_into
from _fat import EACCES, EEXIST, EINVAL, ENOENT
from _fat_dir import ARCHIVE, DIRECTORY, READ_ONLY, Found, now, set_cluster

_LARGEST = 0xFFFFFFFF


class Content:
    """What a file holds, and a place in it."""

    def __init__(self, volume, path, reading, writing, create, truncate, new):
        volume.ready(writing)
        found = Found(volume, path)
        if found.itself:
            raise OSError(EINVAL)
        entry = found.entry
        self._changed = False
        self.start = self.size = 0
        if create and (entry is None or truncate):
            self._make(volume, found)
        elif entry is None or (entry.attributes & DIRECTORY and not create):
            raise OSError(ENOENT)
        elif writing and entry.attributes & (READ_ONLY | DIRECTORY):
            raise OSError(EACCES)
        elif new:
            raise OSError(EEXIST)
        else:
            self._entry_sector, self._entry_at = entry.sector, entry.offset % volume.sector_size
            self.start, self.size = entry.cluster, entry.size
        self._volume = volume
        self._reading, self._writing = reading, writing
        self.at = 0
        self._cluster = self._sector = 0
        # The error after which nothing works any more.
        self._failed = 0

    def _make(self, volume, found):
        """A new entry, or one that is made empty."""
        if found.entry is None:
            at = found.folder.add(found.name)
            old = 0
        else:
            if found.entry.attributes & (READ_ONLY | DIRECTORY):
                raise OSError(EACCES)
            at, old = found.folder.load(), found.entry.cluster
        sector, entry = volume.sector, volume.win
        pack_into("<I", entry, at + 14, now())
        entry[at + 11] = ARCHIVE
        set_cluster(entry, at, 0, volume.bits)
        pack_into("<I", entry, at + 28, 0)
        volume.dirty = True
        if old:
            volume.release(old)
            volume.load(sector)
            volume.reuse(old)
        self._entry_sector, self._entry_at = sector, at
        self._changed = True

    def check_writing(self):
        self._check(self._writing)

    def _check(self, allowed):
        if self._volume is None:
            raise OSError(EINVAL)
        if self._failed:
            raise OSError(self._failed)
        if not allowed:
            raise OSError(EACCES)

    def _guarded(self, work, *args):
        """An error of the device makes the file useless."""
        try:
            return work(*args)
        except OSError as error:
            self._failed = error.errno
            raise

    def read_into(self, data, direct=True):
        """Whole sectors go to where they belong, or all through the window."""
        self._check(self._reading)
        return self._guarded(self._read_into, data, direct)

    def left(self):
        """How many bytes there are to be read."""
        self._check(self._reading)
        return max(0, self.size - self.at)

    def line_into(self, line, most):
        """Appends what is left of a line, but not more than so many bytes."""
        self._check(self._reading)
        self._guarded(self._line_into, line, most)

    def write(self, data):
        self.check_writing()
        return self._guarded(self._write, data)

    def seek(self, offset):
        """To a place in the file; one that is written is made larger if it must, one that is read has its end there."""
        self._check(True)
        if offset > self.size and not self._writing:
            offset = self.size
        self._guarded(self._seek, offset)

    def _enter_sector(self, next_cluster):
        """At the beginning of a sector: which it is; `next_cluster` gives the cluster behind one. 0 if there is no room."""
        volume = self._volume
        within = self.at // volume.sector_size & (volume.cluster_sectors - 1)
        if within == 0:
            if self.at:
                cluster = next_cluster(self._cluster)
            else:
                cluster = self.start or next_cluster(0)
            if not cluster:
                return 0
            self._cluster = cluster
            self.start = self.start or cluster
        return volume.sector_of(self._cluster) + within

    def _whole_sectors(self, left):
        """How many sectors can be transferred at once, past the window."""
        volume = self._volume
        within = self.at // volume.sector_size & (volume.cluster_sectors - 1)
        return min(left // volume.sector_size, volume.cluster_sectors - within)

    def _read_into(self, data, direct):
        volume = self._volume
        size = volume.sector_size
        total = min(len(data), max(0, self.size - self.at))
        done = 0
        while done < total:
            offset = self.at % size
            if offset == 0:
                sector = self._enter_sector(volume.follow)
                count = self._whole_sectors(total - done) if direct else 0
                if count:
                    volume.device.read(sector, bytearray_at(addressof(data) + done, count * size))
                    cached = volume.sector - sector
                    if volume.dirty and 0 <= cached < count:
                        data[done + cached * size : done + (cached + 1) * size] = volume.win
                    done += count * size
                    self.at += count * size
                    continue
                self._sector = sector
            here = min(size - offset, total - done)
            volume.load(self._sector)
            data[done : done + here] = volume.win[offset : offset + here]
            done += here
            self.at += here
        return done

    def _line_into(self, line, most):
        volume = self._volume
        size = volume.sector_size
        most = min(most, self.size - self.at)
        while most > 0:
            offset = self.at % size
            if offset == 0:
                self._sector = self._enter_sector(volume.follow)
            volume.load(self._sector)
            here = min(size - offset, most)
            end = volume.win.find(b"\n", offset, offset + here)
            if end >= 0:
                here = most = end + 1 - offset
            line.extend(volume.win[offset : offset + here])
            self.at += here
            most -= here

    def _write(self, data):
        volume = self._volume
        size = volume.sector_size
        total = min(len(data), _LARGEST - self.at)
        done = 0
        while done < total:
            offset = self.at % size
            here = min(size - offset, total - done)
            if offset == 0:
                sector = self._enter_sector(volume.stretch)
                if not sector:
                    break
                if volume.sector == self._sector:
                    volume.write_back()
                count = self._whole_sectors(total - done)
                if count:
                    here = count * size
                    volume.device.write(sector, bytearray_at(addressof(data) + done, here))
                    cached = volume.sector - sector
                    if 0 <= cached < count:
                        volume.win[:] = data[done + cached * size : done + (cached + 1) * size]
                        volume.dirty = False
                else:
                    if self.at >= self.size:
                        volume.use(sector)
                    self._sector = sector
            else:
                count = 0
            if not count:
                volume.load(self._sector)
                volume.win[offset : offset + here] = data[done : done + here]
                volume.dirty = True
            done += here
            self.at += here
            self.size = max(self.size, self.at)
        self._changed = True
        return done

    def _seek(self, offset):
        volume = self._volume
        size = volume.cluster_bytes
        before, self.at = self.at, 0
        follow = volume.stretch if self._writing else volume.follow
        sector = 0
        if offset > 0:
            if before > 0 and (offset - 1) // size >= (before - 1) // size:
                # From the current cluster on.
                self.at = (before - 1) // size * size
                cluster = self._cluster
            else:
                cluster = self.start
                if not cluster and self._writing:
                    cluster = self.start = volume.stretch(0)
                self._cluster = cluster
            offset -= self.at
            while cluster and offset > size:
                offset -= size
                self.at += size
                following = follow(cluster)
                if not following:
                    offset = 0
                    break
                cluster = self._cluster = following
            if cluster:
                self.at += offset
                if offset % volume.sector_size:
                    sector = volume.sector_of(cluster) + offset // volume.sector_size
        if self.at > self.size:
            self.size = self.at
            self._changed = True
        if self.at % volume.sector_size:
            self._sector = sector

    def sync(self):
        if self._volume is None:
            raise OSError(EINVAL)
        if self._changed:
            volume = self._volume
            volume.load(self._entry_sector)
            entry, at = volume.win, self._entry_at
            entry[at + 11] |= ARCHIVE
            set_cluster(entry, at, self.start, volume.bits)
            pack_into("<I", entry, at + 28, self.size)
            pack_into("<I", entry, at + 22, now())
            pack_into("<H", entry, at + 18, 0)
            volume.dirty = True
            volume.sync()
            self._changed = False

    def close(self):
        if self._volume is not None:
            self.sync()
            self._volume = None

"""Open files of a FAT volume, as streams."""

import uio
from uctypes import addressof, bytearray_at
from _common import to_int as _to_int
from _fat import EINVAL, ENOSPC
from _fat_content import Content

_LARGEST = 0xFFFFFFFF
# Strings from this size on are objects of their own: a type, a hash, a size and where the bytes are, each of four bytes.
_LONG = 256
_HASH, _SIZE = 4, 8


def _word(at):
    return int.from_bytes(bytearray_at(at, 4), "little")


def _view(data):
    """The bytes of a buffer, which has to be kept, as a bytearray."""
    if isinstance(data, str):
        return bytearray_at(addressof(data), _word(id(data) + _SIZE)) if len(data) >= _LONG else data.encode()
    address = addressof(data)
    size = len(data) if isinstance(data, (bytes, bytearray)) else len(bytes(data))
    return bytearray_at(address, size)


def _text(data):
    """Bytes as a string. Those of a long one are not copied: as on a board, a file is read that takes more than half of the heap."""
    if len(data) < _LONG:
        return str(data, "utf-8")
    begin = 0
    while begin < len(data):
        end = min(begin + _LONG, len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80 and end > begin:
            end -= 1
        # An error, if it is no text.
        str(data[begin : end if end > begin else len(data)], "utf-8")
        begin = end
    bytearray_at(id(data), 4)[:] = id(str).to_bytes(4, "little")
    return data


class FileIO(uio.IOBase):
    _is_text = False

    def __init__(self, content):
        self._content = content

    def __repr__(self):
        return "<io.%s %x>" % (type(self).__name__, id(self))

    def _wrap(self, data):
        return _text(data) if self._is_text else data

    def _read_bytes(self, size, direct=True):
        size = min(size, self._content.left())
        data = bytes(size)
        if size:
            self._content.read_into(bytearray_at(addressof(data), size), direct)
            # The hash was that of zeros; 0 is none.
            bytearray_at(id(data) + _HASH, 4)[:] = b"\x00\x00\x00\x00"
        return data

    def read(self, size=-1):
        size = _to_int(size)
        if size < 0:
            # Not knowing how much there is, the board's reads in small pieces.
            return self._wrap(self._read_bytes(_LARGEST, False))
        data = self._read_bytes(size)
        if self._is_text and data and max(data) >= 0x80:
            # The size is one of characters, of which some have several bytes.
            while True:
                more = self._read_bytes(_missing(data, size))
                if not more:
                    break
                data += more
        return self._wrap(data)

    def readinto(self, data, size=-1):
        if isinstance(data, (bytes, str)):
            raise TypeError("object with buffer protocol required")
        view = _view(data)
        if 0 <= size < len(view):
            view = bytearray_at(addressof(view), size)
        return self._content.read_into(view)

    def readline(self, size=-1):
        line = bytearray()
        self._content.line_into(line, size if size >= 0 else _LARGEST)
        return self._wrap(bytes(line))

    def readlines(self):
        return list(self)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, data, offset=None, size=None):
        view = _view(data)
        count = len(view)
        if size is None:
            begin, end = 0, count if offset is None else min(offset, count)
        else:
            begin = min(offset, count)
            end = min(begin + size, count)
        if begin == end:
            self._content.check_writing()
            return 0
        written = self._content.write(bytearray_at(addressof(view) + begin, end - begin))
        if written < end - begin:
            raise OSError(ENOSPC)
        return written

    def seek(self, offset, whence=0):
        offset = _to_int(offset)
        content = self._content
        if whence == 0 and offset < 0:
            raise OSError(EINVAL)
        offset += content.at if whence == 1 else content.size if whence == 2 else 0
        try:
            content.seek(offset & _LARGEST)
        except OSError:
            # The board's does not tell either; what is done next does.
            pass
        return content.at

    def tell(self):
        return self.seek(0, 1)

    def flush(self):
        self._content.sync()

    def close(self):
        self._content.close()

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        self.close()

    def __del__(self):
        self.close()

    def ioctl(self, request, argument):
        if request == 1:
            self.flush()
        elif request == 4:
            self.close()
        else:
            return -EINVAL
        return 0


class TextIOWrapper(FileIO):
    _is_text = True


def _missing(data, size):
    """How many bytes a text of so many characters has at least beyond these."""
    at = 0
    while at < len(data):
        byte = data[at]
        at += 1 if byte < 0x80 else 2 if byte & 0xE0 == 0xC0 else 3 if byte & 0xF0 == 0xE0 else 4 if byte & 0xF8 == 0xF0 else 5
        size -= 1
    return at - len(data) + size


def open_file(volume, path, mode):
    reading = writing = create = truncate = new = False
    kind = TextIOWrapper
    for letter in mode:
        if letter == "r":
            reading = True
        elif letter in "wxa":
            writing = create = True
            truncate, new = truncate or letter == "w", new or letter == "x"
        elif letter == "+":
            reading = writing = True
        elif letter == "b":
            kind = FileIO
        elif letter == "t":
            kind = TextIOWrapper
    content = Content(volume, path, reading, writing, create, truncate, new)
    if create and not truncate and not new:
        content.seek(content.size)
    return kind(content)

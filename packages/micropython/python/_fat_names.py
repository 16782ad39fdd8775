"""Names on a FAT volume: long ones, which are Unicode, and the short ones of 8 and 3 characters that every file has.

As the ports are built, names are bytes of code page 437, and what a program gives are the bytes of UTF-8: a name outside of ASCII reads
as it was written on a board, and looks odd on a computer."""

from uio import StringIO
from ustruct import pack_into, unpack_from
from _fat import EINVAL

# The upper half of code page 437.
_HIGH = (
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\xa0"
)
_UNITS = [ord(character) for character in _HIGH]
# Its capitals, and for short names the letters in place of those that have none.
_CAPITALS = b"\x81\x82\x84\x86\x87\x91\x94\xa4\xe5\xed", b"\x9a\x90\x8e\x8f\x80\x92\x99\xa5\xe4\xe8"
_PLAIN = b"\x83\x85\x88\x89\x8a\x8b\x8c\x8d\x93\x95\x96\x97\x98\xa0\xa1\xa2\xa3", b"AAEEEIIIOOUUYAIOU"
_LONGEST = 255
# How the 13 units of a long name lie in an entry.
_PIECE = "<xHHHHHxxxHHHHHHxxHH"
LOWER_BODY, LOWER_EXTENSION = 0x08, 0x10


def to_bytes(path):
    """A path as a program gives it; a control character ends it."""
    if isinstance(path, str):
        path = path.encode()
    elif not isinstance(path, bytes):
        raise TypeError("can't convert '%s' object to str implicitly" % type(path).__name__)
    for at, c in enumerate(path):
        if c < 32:
            return path[:at]
    return path


def to_str(name):
    try:
        return str(name, "utf-8")
    except UnicodeError:
        # On a board it is a string all the same.
        text = StringIO()
        text.write(name)
        return text.getvalue()


def capitals(name):
    """For comparing names."""
    name = name.upper()
    for c in name:
        if c >= 0x80:
            break
    else:
        return name
    return bytes([_capital(c) for c in name])


def _capital(c):
    at = _CAPITALS[0].find(bytes((c,))) if c >= 0x80 else -1
    return c if at < 0 else _CAPITALS[1][at]


def checksum(short):
    total = 0
    for c in short[:11]:
        total = ((total >> 1 | total << 7) + c) & 0xFF
    return total


class Name:
    """A part of a path: `long`; `short`, as directories have it; `lossy` if that does not follow from the long one alone; `plain` if it needs
    no long one; `lower`, the flags of what in it is in small letters."""

    def __init__(self, given):
        for c in given:
            if c in b'"*:<>?|\x7f':
                raise OSError(EINVAL)
        self.long = given.rstrip(b" .")
        if not self.long or len(given) > _LONGEST:
            raise OSError(EINVAL)
        self.capitals = capitals(self.long)
        begin = self.long.lstrip(b" ")
        self.lossy = len(begin) < len(self.long) or begin[0] == 0x2E
        dot = begin.rfind(b".")
        body, extension = (begin, b"") if dot < 0 else (begin[:dot], begin[dot + 1 :])
        self._plain = True
        self.lower = 0
        body = self._field(body, 8, LOWER_BODY)
        extension = self._field(extension, 3, LOWER_EXTENSION)
        if body[:1] == b"\xe5":
            body = b"\x05" + body[1:]
        self.short = _padded(body, 8) + _padded(extension, 3)
        self.plain = self._plain and not self.lossy

    def _field(self, text, size, lower_flag):
        made = bytearray()
        upper = lower = False
        for c in text:
            if c in b" .":
                self.lossy = True
                continue
            if len(made) == size:
                self.lossy = True
                break
            if c >= 0x80:
                self._plain = False
                at = _PLAIN[0].find(bytes((c,)))
                c = _capital(c) if at < 0 else _PLAIN[1][at]
            elif c in b"+,;=[]":
                self.lossy = True
                c = 0x5F
            elif 0x61 <= c <= 0x7A:
                lower = True
                c -= 32
            elif 0x41 <= c <= 0x5A:
                upper = True
            made.append(c)
        if lower and upper:
            self._plain = False
        elif lower:
            self.lower |= lower_flag
        return bytes(made)

    def numbered(self, n):
        """The short name with a number, for when others have the same; from the sixth on with a number made of the long name."""
        if n > 5:
            for unit in units(self.long):
                for _ in range(16):
                    n = n << 1 | unit & 1
                    unit >>= 1
                    if n & 0x10000:
                        n ^= 0x11021
        tail = b"~%X" % n
        body = self.short[: 8 - len(tail)].split(b" ", 1)[0]
        return _padded(body + tail, 8) + self.short[8:]


def _padded(text, size):
    return text + b" " * (size - len(text))


def units(name):
    """The Unicode characters of a name."""
    return [c if c < 0x80 else _UNITS[c - 0x80] for c in name]


def long_entries(name, short):
    """The entries that hold a long name, in the order in which they lie in the directory."""
    text = units(name)
    count = (len(text) + 12) // 13
    check = checksum(short)
    text += [0] + [0xFFFF] * 12
    for number in range(count, 0, -1):
        entry = bytearray(32)
        pack_into(_PIECE, entry, 0, *text[13 * (number - 1) : 13 * number])
        entry[0], entry[11], entry[13] = number | (0x40 if number == count else 0), 0x0F, check
        yield entry


def piece_of(entry, at):
    """What an entry holds of a long name; None if a character of it is not of the code page."""
    piece = unpack_from(_PIECE, entry, at)
    if 0 in piece:
        piece = piece[: piece.index(0)]
    for unit in piece:
        if unit >= 0x80:
            break
    else:
        return bytes(piece)
    try:
        return bytes([unit if unit < 0x80 else _UNITS.index(unit) + 0x80 for unit in piece])
    except ValueError:
        return None


def short_name(entry):
    """The short name of an entry as it is shown; of one that makes no sense, up to its first zero."""
    body, extension = entry[:8].replace(b" ", b""), entry[8:11].replace(b" ", b"")
    if body[:1] == b"\x05":
        body = b"\xe5" + body[1:]
    body = body.lower() if entry[12] & LOWER_BODY else body
    extension = extension.lower() if entry[12] & LOWER_EXTENSION else extension
    return (body + b"." + extension if extension else body).split(b"\x00", 1)[0]

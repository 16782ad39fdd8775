"""re: the interpreter's own, with what the RP2040 port of MicroPython tells about a match besides."""

from uctypes import addressof as _addressof, bytearray_at as _bytearray_at, bytes_at as _bytes_at
import ure as _c

_c_compile = _c.compile
_c_match = _c.match
_c_search = _c.search
_c_sub = _c.sub


def _word(at):
    return int.from_bytes(_bytearray_at(at, 4), "little")


class match:
    def __init__(self, found, subject):
        self._found = found
        self._subject = subject

    def group(self, no=0):
        return self._found.group(no)

    def groups(self):
        # The C structure: its type, the number of groups and of the whole, the subject, where each begins and ends.
        return tuple([self._found.group(no) for no in range(1, _word(id(self._found) + 4))])

    def span(self, no=0):
        self._found.group(no)
        at = id(self._found) + 12 + 8 * no
        if not _word(at):
            return (-1, -1)
        base = _addressof(self._subject)
        start, end = _word(at) - base, _word(at + 4) - base
        if type(self._subject) is str:
            # From bytes to characters.
            end = len(str(_bytes_at(base, end), "utf-8"))
            start = len(str(_bytes_at(base, start), "utf-8"))
        return (start, end)

    def start(self, no=0):
        return self.span(no)[0]

    def end(self, no=0):
        return self.span(no)[1]

    def __repr__(self):
        return repr(self._found)


_Match = match


def _match(found, subject):
    return None if found is None else _Match(found, subject)


def _replacement(replace, subject):
    """What the C code is to call, or to put in: a function is to be shown our kind of match."""
    return (lambda found: replace(_match(found, subject))) if callable(replace) else replace


class re:
    def __init__(self, pattern):
        self._pattern = pattern

    def match(self, subject, *more):
        return _match(self._pattern.match(subject, *more), subject)

    def search(self, subject, *more):
        return _match(self._pattern.search(subject, *more), subject)

    def sub(self, replace, subject, *more):
        return self._pattern.sub(_replacement(replace, subject), subject, *more)

    def split(self, subject, *more):
        return self._pattern.split(subject, *more)

    def __repr__(self):
        return repr(self._pattern)


_Compiled = re
del re


def compile(pattern, *more):
    return _Compiled(_c_compile(pattern, *more))


def _given(pattern):
    return pattern._pattern if type(pattern) is _Compiled else pattern


def match(pattern, subject, *more):
    return _match(_c_match(_given(pattern), subject, *more), subject)


def search(pattern, subject, *more):
    return _match(_c_search(_given(pattern), subject, *more), subject)


def sub(pattern, replace, subject, *more):
    return _c_sub(_given(pattern), _replacement(replace, subject), subject, *more)

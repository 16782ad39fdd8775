"""What C code on a board does with its arguments and results, for the modules that stand for it."""

from _hal import fault as _fault

# The exception by which the program has asked for a soft reset.
soft_reset = None
# The board's numbers of errors, where they are others than the HAL's.
errno = {}


def to_int(value):
    """An argument that must be an integer."""
    kind = type(value)
    if kind is int:
        return value
    if kind is bool:
        return 1 if value else 0
    convert = getattr(value, "__int__", None)
    if convert is None:
        raise TypeError("can't convert %s to int" % kind.__name__)
    return convert()


def check(result):
    """A result of the HAL: below zero it is an error number."""
    if result < 0:
        raise OSError(errno.get(-result, -result))
    return result


class NotSimulated:
    """A name that a board has and this simulator does not, yet: it can be imported, and says so when it is used."""

    def __init__(self, name):
        self._name = name

    def _used(self):
        message = "%s is not simulated yet" % self._name
        _fault(message)
        raise NotImplementedError(message)

    def __call__(self, *args, **kwargs):
        self._used()

    def __getattr__(self, attr):
        if attr[:2] == "__":
            # What the interpreter and `hasattr` look for.
            raise AttributeError(attr)
        self._used()

    def __repr__(self):
        return "<%s: not simulated yet>" % self._name

"""tickless: the bench on which a simulated board lies, in the hands of a test that runs on the board itself.

What is done is done at once, and takes the board no time. There is no such module on a real board.
"""

from time import sleep_ms
from _hal import bench as _bench


def _ask(what, a="", b="", value=0):
    answer = _bench(what, a, b, value)
    if isinstance(answer, str) and answer[:1] == "!":
        raise ValueError(answer[1:])
    return answer


class Part:
    """A part of the board, by its id in the diagram."""

    def __init__(self, id):
        _ask("part", id)
        self.id = id

    def set(self, control, value):
        """Sets a control, as a person would."""
        _ask("set", self.id, control, value)

    def get(self, name):
        """A number that the part shows or has: "brightness", "position"."""
        return _ask("get", self.id, name)

    def press(self, ms=None, control="pressed"):
        """Presses a button; with `ms` so much time passes, as in sleep_ms, and it is released."""
        self.set(control, 1)
        if ms is not None:
            sleep_ms(ms)
            self.set(control, 0)

    def release(self, control="pressed"):
        self.set(control, 0)

    def fault(self, name, value=None, ms=None):
        """Breaks something of the part; with `ms` so much time passes, as in sleep_ms, and it is healed."""
        typical = _ask("fault", self.id, name)
        self.set(name, typical if value is None else value)
        if ms is not None:
            sleep_ms(ms)
            self.heal(name)

    def heal(self, name=""):
        """Heals a fault, or all that the part has."""
        _ask("heal", self.id, name)

    def pin(self, name):
        """The wire at one of the part's pins."""
        return Wire(self.id + ":" + name)

    def text(self):
        """What a display shows, as far as it is text in MicroPython's own font."""
        return _ask("text", self.id)

    def picture(self):
        """What a display shows: a line for each row of pixels, "#" is lit and "." dark."""
        return _ask("picture", self.id)


class Wire:
    """A wire as a logic analyser sees it. Measures are of the time just past, `ms` of it."""

    def __init__(self, name):
        _ask("level", name)
        self.name = name

    def level(self):
        """0 or 1; None when the wire floats or is undefined."""
        level = _ask("level", self.name)
        return level if level < 2 else None

    def edges(self, ms):
        return _ask("edges", self.name, "", ms)

    def duty(self, ms):
        """The share of the time in which it was high, 0 to 1."""
        return _ask("duty", self.name, "", ms)

    def frequency(self, ms):
        """Hz; 0 when there were less than two rising edges."""
        return _ask("frequency", self.name, "", ms)


class _Serial:
    def send(self, text):
        """Types text on the serial console."""
        if not isinstance(text, str):
            raise TypeError("send: a str is wanted")
        _ask("send", text)

    def text(self):
        """All that the board has printed."""
        return _ask("printed")


part = Part
pin = Wire
serial = _Serial()


def faults():
    """What went wrong in the modelled world: a list of lines."""
    text = _ask("faults")
    return text.split("\n") if text else []

"""Modules that a board has and this simulator does not, yet: importing one works, using it says so."""

from _common import NotSimulated

NAMES = ("rp2", "neopixel", "dht", "onewire", "_onewire", "ds18x20", "network", "bluetooth")


class Absent(NotSimulated):
    def __init__(self, name):
        super().__init__(name)
        self.__name__ = name

    def __getattr__(self, attr):
        return NotSimulated(self._name)

    def __repr__(self):
        return "<module '%s'>" % self._name


def modules():
    return {name: Absent(name) for name in NAMES}

"""1-Wire (Maxim), as the module that is frozen into MicroPython's firmware."""

import _onewire as _ow


class OneWireError(Exception):
    pass


class OneWire:
    SEARCH_ROM = 0xF0
    MATCH_ROM = 0x55
    SKIP_ROM = 0xCC

    def __init__(self, pin):
        self.pin = pin
        self.pin.init(pin.OPEN_DRAIN, pin.PULL_UP)

    def reset(self, required=False):
        present = _ow.reset(self.pin)
        if required and not present:
            raise OneWireError
        return present

    def readbit(self):
        return _ow.readbit(self.pin)

    def readbyte(self):
        return _ow.readbyte(self.pin)

    def readinto(self, buf):
        for i in range(len(buf)):
            buf[i] = _ow.readbyte(self.pin)

    def writebit(self, value):
        return _ow.writebit(self.pin, value)

    def writebyte(self, value):
        return _ow.writebyte(self.pin, value)

    def write(self, buf):
        for byte in buf:
            _ow.writebyte(self.pin, byte)

    def select_rom(self, rom):
        self.reset()
        self.writebyte(self.MATCH_ROM)
        self.write(rom)

    def scan(self):
        """The codes of all that is on the bus."""
        found = []
        # Where the last code took the lower of two ways, for the first time from the end.
        rom, fork = bytearray(8), 65
        for _ in range(255):
            rom, fork = self._search(rom, fork)
            if rom:
                found.append(rom)
            if not fork:
                break
        return found

    def _search(self, before, fork):
        if not self.reset():
            return None, 0
        self.writebyte(self.SEARCH_ROM)
        rom = bytearray(8)
        next_fork = 0
        number = 64
        for at in range(8):
            byte = 0
            for bit in range(8):
                own = self.readbit()
                if self.readbit():
                    if own:
                        # Nobody is left.
                        return None, 0
                elif not own:
                    # Both kinds of code are there: first those with a 1, then those with a 0.
                    if fork > number or (before[at] & (1 << bit) and fork != number):
                        own = 1
                        next_fork = number
                self.writebit(own)
                if own:
                    byte |= 1 << bit
                number -= 1
            rom[at] = byte
        return rom, next_fork

    def crc8(self, data):
        return _ow.crc8(data)

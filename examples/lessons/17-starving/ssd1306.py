"""Driver for SSD1306 displays on I2C: a FrameBuffer whose show() sends it to the display."""

import framebuf

COMMAND = 0x80  # one command byte follows
DATA = 0x40  # only data follows


class SSD1306_I2C(framebuf.FrameBuffer):
    def __init__(self, width, height, i2c, addr=0x3C):
        self.width = width
        self.height = height
        self.i2c = i2c
        self.addr = addr
        self.pages = height // 8
        self._command = bytearray((COMMAND, 0))
        # The frame, with room for the control byte in front: show() sends all of it in one transfer.
        self._transfer = bytearray(1 + self.pages * width)
        self._transfer[0] = DATA
        super().__init__(memoryview(self._transfer)[1:], width, height, framebuf.MONO_VLSB)
        self._setup()

    def _setup(self):
        for command in (
            0xAE,  # display off
            0x20, 0x00,  # the address runs along the rows of pages
            0x40,  # first line at the top
            0xA1, 0xC8,  # as seen with the pins on top
            0xA8, self.height - 1,  # lines driven
            0xD3, 0x00,  # no offset
            0xDA, 0x02 if self.width > 2 * self.height else 0x12,  # how the lines are wired
            0xD5, 0x80,  # clock
            0xD9, 0xF1,  # pre-charge for the internal supply
            0xDB, 0x30,  # VCOMH level
            0x81, 0xFF,  # contrast
            0xA4, 0xA6,  # show the memory, not inverted
            0x8D, 0x14,  # charge pump on
        ):  # fmt: skip
            self.command(command)
        self.fill(0)
        self.show()
        self.poweron()

    def command(self, command):
        self._command[1] = command
        self.i2c.writeto(self.addr, self._command)

    def poweron(self):
        self.command(0xAF)

    def poweroff(self):
        self.command(0xAE)

    def contrast(self, contrast):
        self.command(0x81)
        self.command(contrast)

    def invert(self, invert):
        self.command(0xA6 | (invert & 1))

    def show(self):
        # Panels narrower than the chip's 128 columns sit in the middle.
        first = (128 - self.width) // 2
        for command in (0x21, first, first + self.width - 1, 0x22, 0, self.pages - 1):
            self.command(command)
        self.i2c.writeto(self.addr, self._transfer)

"""rp2: what _rp2 has, and the assembler of PIO programs."""

from _rp2 import *


class PIOASMError(Exception):
    pass


class PIOASMEmit:
    """One program. It runs twice: first to count instructions and find labels, then to encode."""

    def __init__(
        self,
        *,
        out_init=None,
        set_init=None,
        sideset_init=None,
        side_pindir=False,
        in_shiftdir=PIO.SHIFT_LEFT,
        out_shiftdir=PIO.SHIFT_LEFT,
        autopush=False,
        autopull=False,
        push_thresh=32,
        pull_thresh=32,
        fifo_join=PIO.JOIN_NONE
    ):
        from array import array

        # Registers EXECCTRL and SHIFTCTRL (RP2040 datasheet 3.7).
        shiftctrl = autopush << 16 | autopull << 17 | in_shiftdir << 18 | out_shiftdir << 19
        shiftctrl |= (push_thresh & 31) << 20 | (pull_thresh & 31) << 25 | fifo_join << 30
        self.words = array("H")
        self.prog = [self.words, -1, -1, side_pindir << 29, shiftctrl, out_init, set_init, sideset_init]
        self.labels = {}
        self.wrap_used = self.sideset_opt = False
        self.delay_max = 31
        self.pass_ = self.num_instr = self.num_sideset = 0
        if sideset_init is None:
            self.sideset_count = 0
        else:
            self.sideset_count = 1 if isinstance(sideset_init, int) else len(sideset_init)

    def start_pass(self, pass_):
        if pass_ == 1:
            if self.num_instr and not self.wrap_used:
                self.wrap()
            if self.sideset_count:
                if self.num_sideset != self.num_instr:
                    # Side-set with one more bit, which tells whether there is any.
                    self.sideset_opt = True
                    self.sideset_count += 1
                    self.prog[3] |= 1 << 30
                self.delay_max >>= self.sideset_count
            self.prog[3] &= 0x7FFFFFFF
        self.pass_ = pass_
        self.num_instr = self.num_sideset = 0

    # What may follow an instruction.

    def delay(self, delay):
        if self.pass_:
            if delay > self.delay_max:
                raise PIOASMError("delay too large")
            self.words[-1] |= delay << 8
        return self

    def __getitem__(self, delay):
        return self.delay(delay)

    def side(self, value):
        self.num_sideset += 1
        if self.pass_:
            count = self.sideset_count
            if not count:
                raise PIOASMError("no sideset")
            if value >= 1 << count:
                raise PIOASMError("sideset too large")
            self.words[-1] |= value << 13 - count | (0x1000 if self.sideset_opt else 0)
        return self

    # Directives.

    def wrap_target(self):
        if self.pass_ == 0:
            self.prog[3] |= self.num_instr << 7

    def wrap(self):
        assert self.num_instr
        if not self.wrap_used:
            self.prog[3] |= (self.num_instr - 1) << 12
        self.wrap_used = True

    def label(self, label):
        if self.pass_ == 0:
            if label in self.labels:
                raise PIOASMError("duplicate label {}".format(label))
            self.labels[label] = self.num_instr

    # Instructions (datasheet 3.4).

    def word(self, instr, label=None):
        self.num_instr += 1
        if self.pass_:
            if label is not None:
                if label not in self.labels:
                    raise PIOASMError("unknown label {}".format(label))
                instr |= self.labels[label]
            self.words.append(instr)
        return self

    def nop(self):
        return self.word(0xA042)

    def jmp(self, cond, label=None):
        if label is None:
            return self.word(0, cond)
        return self.word(cond << 5, label)

    def wait(self, polarity, src, index):
        # The names `pin` and `irq` have other values elsewhere, or are a function.
        source = 0 if src == 0 else 1 if src == 6 else 2
        return self.word(0x2000 | polarity << 7 | source << 5 | index)

    def in_(self, src, data):
        return self.word(0x4000 | src << 5 | _bits(data))

    def out(self, dest, data):
        return self.word(0x6000 | (7 if dest == 8 else dest) << 5 | _bits(data))

    def push(self, value=0, value2=0):
        return self.word(0x8000 | _block(value | value2))

    def pull(self, value=0, value2=0):
        return self.word(0x8080 | _block(value | value2))

    def mov(self, dest, src):
        return self.word(0xA000 | (4 if dest == 8 else dest) << 5 | src)

    def irq(self, mod, index=None):
        if index is None:
            mod, index = 0, mod
        return self.word(0xC000 | mod & 0x60 | index)

    def set(self, dest, data):
        return self.word(0xE000 | dest << 5 | data)


def _bits(count):
    if not 0 < count <= 32:
        raise PIOASMError("invalid bit count {}".format(count))
    return count & 31


def _block(modifiers):
    """Bits of PUSH and PULL: they block unless they are told not to."""
    return modifiers & 0x60 if modifiers & 1 else modifiers & 0x60 | 0x20


_NAMES = {
    # Sources and destinations, and what `wait` waits for.
    "gpio": 0,
    "pins": 0,
    "x": 1,
    "y": 2,
    "null": 3,
    "pindirs": 4,
    "pc": 5,
    "status": 5,
    "isr": 6,
    "osr": 7,
    "exec": 8,
    "invert": lambda x: x | 8,
    "reverse": lambda x: x | 16,
    # Conditions of a jump.
    "not_x": 1,
    "x_dec": 2,
    "not_y": 3,
    "y_dec": 4,
    "x_not_y": 5,
    "pin": 6,
    "not_osre": 7,
    # How PUSH, PULL and IRQ go on.
    "noblock": 0x01,
    "block": 0x21,
    "iffull": 0x40,
    "ifempty": 0x40,
    "clear": 0x40,
    "rel": lambda x: x | 16,
}
_INSTRUCTIONS = ("word", "nop", "jmp", "wait", "in_", "out", "push", "pull", "mov", "irq", "set")
_DIRECTIVES = ("wrap_target", "wrap", "label")


def asm_pio(**kw):
    emit = PIOASMEmit(**kw)

    def assemble(f):
        # The function sees the assembler's names instead of its own.
        names = f.__globals__
        own = names.copy()
        names.clear()
        try:
            names.update(_NAMES)
            for name in _INSTRUCTIONS + _DIRECTIVES:
                names[name] = getattr(emit, name)
            emit.start_pass(0)
            f()
            emit.start_pass(1)
            f()
        finally:
            names.clear()
            names.update(own)
        return emit.prog

    return assemble


def asm_pio_encode(instr, sideset_count, sideset_opt=False):
    """One instruction, but a jump, from its text. `sideset_count` is with the bit that makes it optional."""
    emit = PIOASMEmit()
    emit.pass_ = 1
    emit.sideset_count = sideset_count
    emit.sideset_opt = True if sideset_opt else False
    # The optional bit counts twice here, as on a board.
    emit.delay_max = 31 >> sideset_count + emit.sideset_opt
    names = _NAMES.copy()
    for name in _INSTRUCTIONS:
        names[name] = getattr(emit, name)
    names["jmp"] = None
    exec(instr, names)
    if len(emit.words) != 1:
        raise PIOASMError("expecting exactly 1 instruction")
    return emit.words[0]

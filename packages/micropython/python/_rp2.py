"""_rp2 of the RP2040 port: PIO blocks and their state machines."""

from uarray import array as _array
from uctypes import addressof as _addressof
from _hal import pio_add as _pio_add, pio_remove as _pio_remove, pio_init as _pio_init, pio_active as _pio_active, pio_restart as _pio_restart
from _hal import pio_exec as _pio_exec, pio_level as _pio_level, pio_put as _pio_put, pio_get as _pio_get, pio_irq as _pio_irq
from _hal import freq as _freq, fault as _fault
from _common import to_int as _to_int, check as _check, NotSimulated as _NotSimulated
from _irq import state_machines as _handlers, call_hard as _call_hard, call_soft as _call_soft
from _machine_pin import gpio_of as _gpio_of

_UNSET = object()
# Fields of a program, as `asm_pio` makes it.
_DATA, _OFFSET, _EXECCTRL, _SHIFTCTRL, _OUT, _SET, _SIDE, _FIELDS = 0, 1, 3, 4, 5, 6, 7, 8
_SIDE_OPTIONAL = 1 << 30
_NO_PIN = 0xFFFFFFFF
_SIZES = {"B": 1, "H": 2, "I": 4}

DMA = _NotSimulated("rp2.DMA")
Flash = _NotSimulated("rp2.Flash")
country = _NotSimulated("rp2.country")


def bootsel_button():
    # Nobody presses it.
    return 0


def _fields(program):
    if type(program) is not list and type(program) is not tuple:
        raise TypeError("object '%s' isn't a tuple or list" % type(program).__name__)
    if len(program) != _FIELDS:
        raise ValueError("requested length %d but object has length %d" % (_FIELDS, len(program)))
    return program


class _Irq:
    """The interrupt of a state machine, or of a block. A handler that is a hard one and fails is taken out, as on the board."""

    def __init__(self, parent, id):
        self._parent = parent
        self._id = id
        self._handler = None
        self._flags = 0
        self._trigger = 0
        self._hard = False

    def flags(self):
        return self._flags

    def trigger(self, new=_UNSET):
        old = self._trigger
        if new is not _UNSET:
            self._flags = 0
            self._trigger = _to_int(new)
            _set_interrupts(self._id >> 2 if self._id < 8 else self._id - 8)
        return old

    def _fire(self, flags):
        self._flags = flags
        self()

    def __call__(self):
        handler = self._handler
        if handler is None:
            return
        if not self._hard:
            _call_soft(handler, self._parent)
        elif not _call_hard(handler, self._parent):
            self._handler = None
            self.trigger(0)

    def __repr__(self):
        return "<irq>"


# Of each block the flags that interrupt.
_enabled = [0, 0]


def _set_interrupts(block):
    own = every = hard = 0
    for index in range(4):
        it = _handlers.get(4 * block + index)
        if it is not None and it._trigger & 1:
            own |= 1 << index
            if it._hard:
                hard |= 1 << index
    it = _handlers.get(8 + block)
    if it is not None:
        every = it._trigger >> 8 & 15
        if it._hard:
            hard |= 16
    _pio_irq(block, _enabled[block], own, every, hard)


def _irq_of(parent, id):
    it = _handlers.get(id)
    if it is None:
        it = _handlers[id] = _Irq(parent, id)
    return it


class PIO:
    IN_LOW = 0
    IN_HIGH = 1
    OUT_LOW = 2
    OUT_HIGH = 3
    SHIFT_LEFT = 0
    SHIFT_RIGHT = 1
    JOIN_NONE = 0
    JOIN_TX = 1
    JOIN_RX = 2
    IRQ_SM0 = 0x100
    IRQ_SM1 = 0x200
    IRQ_SM2 = 0x400
    IRQ_SM3 = 0x800

    def __new__(cls, id):
        id = _to_int(id)
        if not 0 <= id < 2:
            raise ValueError("invalid PIO")
        return _blocks[id]

    def add_program(self, program):
        data = _fields(program)[_DATA]
        program[_OFFSET + self._id] = _check(_pio_add(self._id, _addressof(data), len(data)))

    def remove_program(self, program=None):
        if program is None:
            _pio_remove(self._id, 0, 32)
            return
        offset = _to_int(_fields(program)[_OFFSET + self._id])
        if offset < 0:
            raise ValueError("prog not in instruction memory")
        program[_OFFSET + self._id] = -1
        _pio_remove(self._id, offset, len(program[_DATA]))

    def state_machine(self, id, *args, **kwargs):
        id = _to_int(id)
        if not 0 <= id < 4:
            raise ValueError("invalid StateMachine")
        machine = _machines[4 * self._id + id]
        if args or kwargs:
            machine.init(*args, **kwargs)
        return machine

    def irq(self, handler=_UNSET, trigger=_UNSET, hard=_UNSET):
        it = _irq_of(self, 8 + self._id)
        if handler is not _UNSET or trigger is not _UNSET or hard is not _UNSET:
            it._handler = None if handler is _UNSET else handler
            it._hard = hard is not _UNSET and bool(hard)
            it._flags = 0
            it._trigger = 0xF00 if trigger is _UNSET else _to_int(trigger)
            if it._trigger & 0xFF:
                _fault("rp2.PIO.irq: interrupts by the state of a FIFO are not simulated")
            if it._handler is not None:
                _enabled[self._id] = it._trigger >> 8 & 15
            _set_interrupts(self._id)
        return it

    def __repr__(self):
        return "PIO(%d)" % self._id


def _group(setup, at, wanted, base):
    """Pins from a base on, by what the program says of each: a bit 0 for its level, a bit 1 for its direction."""
    count = directions = values = 0
    if wanted is not None:
        for value in (wanted,) if isinstance(wanted, int) else wanted:
            value = _to_int(value)
            directions |= (value >> 1) << count
            values |= (value & 1) << count
            count += 1
    setup[at] = _NO_PIN if base is None else _gpio_of(base)
    setup[at + 1] = count
    setup[at + 2] = directions
    setup[at + 3] = values


def _divider(hz):
    if hz < 0:
        return 256
    if hz == 0:
        return 0
    divider = int(_freq()) * 256 // hz
    if not 256 <= divider < 65536 * 256:
        raise ValueError("freq out of range")
    return divider


def _override(register, value, at, bits):
    if value is None:
        return register
    return register & ~(((1 << bits) - 1) << at) | _to_int(value) << at


class StateMachine:
    def __new__(cls, id, *args, **kwargs):
        id = _to_int(id)
        if not 0 <= id < 8:
            raise ValueError("invalid StateMachine")
        return _machines[id]

    def __init__(self, id, *args, **kwargs):
        if args or kwargs:
            self.init(*args, **kwargs)

    def init(
        self,
        prog,
        freq=-1,
        *,
        in_base=None,
        out_base=None,
        set_base=None,
        jmp_pin=None,
        sideset_base=None,
        in_shiftdir=None,
        out_shiftdir=None,
        push_thresh=None,
        pull_thresh=None
    ):
        block = self._id >> 2
        _fields(prog)
        if _to_int(prog[_OFFSET + block]) < 0:
            _blocks[block].add_program(prog)
        first = prog[_OFFSET + block]
        execctrl = prog[_EXECCTRL] + first * 0x1080
        shiftctrl = _override(prog[_SHIFTCTRL], in_shiftdir, 18, 1)
        shiftctrl = _override(shiftctrl, out_shiftdir, 19, 1)
        shiftctrl = _override(shiftctrl, push_thresh, 20, 5)
        shiftctrl = _override(shiftctrl, pull_thresh, 25, 5)
        setup = _array("I", bytearray(72))
        setup[0] = first
        setup[1] = _divider(_to_int(freq))
        setup[2] = execctrl & 0xFFFFFFFF
        setup[3] = shiftctrl & 0xFFFFFFFF
        setup[4] = _NO_PIN if in_base is None else _gpio_of(in_base)
        setup[5] = _NO_PIN if jmp_pin is None else _gpio_of(jmp_pin)
        _group(setup, 6, prog[_OUT], out_base)
        _group(setup, 10, prog[_SET], set_base)
        _group(setup, 14, prog[_SIDE], sideset_base)
        _pio_init(self._id, _addressof(setup))
        # What `exec` needs to know of side-set: how many bits it takes, and whether it is optional.
        self._optional = 1 if execctrl & _SIDE_OPTIONAL else 0
        self._side = 0 if sideset_base is None else setup[15] + self._optional

    def active(self, value=_UNSET):
        return _pio_active(self._id, -1 if value is _UNSET else 1 if value else 0) == 1

    def restart(self):
        _pio_restart(self._id)

    def exec(self, instr):
        if isinstance(instr, str):
            instr = __import__("rp2").asm_pio_encode(instr, self._side, self._optional)
        _pio_exec(self._id, _to_int(instr) & 0xFFFF)

    def get(self, buf=None, shift=0):
        shift = _to_int(shift)
        if buf is None:
            _pio_get(self._id, _word_at, 1, 4 + 8 * shift)
            return _word[0]
        if type(buf) is bytes or type(buf) is str:
            raise TypeError("object with buffer protocol required")
        size, length, at, _ = _words(buf, True)
        done = 0
        while done < length:
            done += _pio_get(self._id, at + done * size, length - done, size + 8 * shift)
        return buf

    def put(self, value, shift=0):
        shift = _to_int(shift)
        kind = type(value)
        if kind is int or kind is bool:
            _word[0] = value & 0xFFFFFFFF
            # A handler that is called while this waits uses the same place.
            word = _word[0]
            while not _pio_put(self._id, _word_at, 1, 4 + 8 * shift):
                _word[0] = word
            return
        try:
            size, length, at, value = _words(value, False)
        except TypeError:
            return self.put(_to_int(value), shift)
        done = 0
        while done < length:
            done += _pio_put(self._id, at + done * size, length - done, size + 8 * shift)

    def rx_fifo(self):
        return _pio_level(self._id, 1)

    def tx_fifo(self):
        return _pio_level(self._id, 0)

    def irq(self, handler=_UNSET, trigger=_UNSET, hard=_UNSET):
        it = _irq_of(self, self._id)
        if handler is not _UNSET or trigger is not _UNSET or hard is not _UNSET:
            it._handler = None if handler is _UNSET else handler
            it._hard = hard is not _UNSET and bool(hard)
            it._flags = 0
            it._trigger = 1 if trigger is _UNSET else _to_int(trigger)
            block = self._id >> 2
            bit = 1 << (self._id & 3)
            _enabled[block] = _enabled[block] & ~bit | (bit if it._handler is not None else 0)
            _set_interrupts(block)
        return it

    def __repr__(self):
        return "StateMachine(%d)" % self._id


def _words(buf, signed):
    """Bytes of a word, number of words, address of a buffer, and the buffer."""
    kind = type(buf)
    if kind is str:
        buf = buf.encode()
    if kind is str or kind is bytes or kind is bytearray:
        return 1, len(buf), _addressof(buf), buf
    view = memoryview(buf)
    code = "B"
    if kind is _array:
        code = repr(buf[:0])[7]
    elif kind is memoryview:
        code = {1: "B", 2: "H", 4: "I"}[view.itemsize]
    size = _SIZES.get(code.upper() if signed else code)
    if size is None:
        raise ValueError("unsupported buffer type")
    return size, len(buf), _addressof(buf), buf


_word = _array("I", [0])
_word_at = _addressof(_word)


def _make(cls, count):
    made = []
    for id in range(count):
        one = object.__new__(cls)
        one._id = id
        made.append(one)
    return made


_blocks = _make(PIO, 2)
_machines = _make(StateMachine, 8)
for _one in _machines:
    _one._side = _one._optional = 0
del _one

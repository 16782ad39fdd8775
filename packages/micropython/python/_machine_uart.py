"""machine.UART of the RP2040 port. Its timeouts count as in the C code: by the millisecond counter, and beyond them."""

from uio import IOBase as _IOBase
from uctypes import addressof as _addressof
from _hal import uart_init, uart_clear, uart_pin, uart_any, uart_poll, uart_wait, uart_break, uart_irq, uart_deinit
from _hal import uart_write as _write, uart_read as _read
from _common import to_int as _to_int, check as _check
from _hal import fault as _fault
from _irq import uarts as _irqs, call_hard as _call_hard, call_soft as _call_soft
from _machine_pin import gpio_of

_UNSET = object()
_POLL = 3
_FLUSH = 1
_READABLE = 1
_ROOM = 4
_DONE = 8
_EVENTS = 0x260
_PARITIES = ("None", "0", "1")
_INVERTED = ("None", "INV_TX", "INV_RX", "INV_TX|INV_RX")
_LARGEST = 32766
_AS_IT_WAS = 63

_uarts = {}  # id -> its one UART


class irq:
    """The interrupt of one UART. A handler that is a hard one and fails is taken out, as on the board."""

    def __init__(self, uart):
        self._uart = uart
        self._handler = None
        self._flags = 0
        self._hard = False

    def flags(self):
        return self._flags

    def trigger(self, new=_UNSET):
        old = self._uart._trigger
        if new is not _UNSET:
            self._set(_to_int(new))
        return old

    def _set(self, trigger):
        self._uart._trigger = trigger
        uart_irq(self._uart._id, trigger, 1 if self._hard else 0)

    def _fire(self, flags):
        self._flags = flags
        self()

    def __call__(self):
        handler = self._handler
        if handler is None:
            return
        if not self._hard:
            _call_soft(handler, self._uart)
        elif not _call_hard(handler, self._uart):
            self._set(0)
            self._handler = None

    def __repr__(self):
        return "<irq>"


def _buffer_size(name, size):
    if size > _LARGEST:
        raise ValueError(name + " too large")
    return size if size > 32 else 32


def _flow_pin(id, pin, role, name):
    gpio = gpio_of(pin)
    if gpio & 3 != role or (gpio + 4 >> 3) & 1 != id:
        raise ValueError("bad %s pin" % name)


class UART(_IOBase):
    INV_TX = 1
    INV_RX = 2
    CTS = 1
    RTS = 2
    IRQ_TXIDLE = 0x20
    IRQ_RXIDLE = 0x40
    IRQ_BREAK = 0x200

    # Bytes arrive, and room comes, by an interrupt (see select.py).
    _woken_by_handlers = True

    def __new__(cls, *args, **kwargs):
        # Each has one object; only a subclass makes new ones.
        if cls is UART and args and args[0] in _uarts:
            return _uarts[args[0]]
        return object.__new__(cls)

    def __init__(self, id, *args, **kwargs):
        id = _to_int(id)
        if not 0 <= id <= 1:
            raise ValueError("UART(%d) doesn't exist" % id)
        if _uarts.get(id) is not self:
            self._id = id
            self._baudrate = self._parity = self._timeout = self._timeout_char = self._invert = self._trigger = 0
            self._bits = 8
            self._stop = 1
            self._tx = uart_pin(id, 0)
            self._rx = uart_pin(id, 1)
            if type(self) is UART:
                _uarts[id] = self
        self._txbuf = self._rxbuf = 256
        if args or kwargs or not self._baudrate:
            uart_clear(self._id)
            self._init(*args, **kwargs)

    def init(self, *args, **kwargs):
        if args or kwargs or not self._baudrate:
            self._init(*args, **kwargs)

    def _init(
        self,
        baudrate=-1,
        bits=-1,
        parity=-1,
        stop=-1,
        *,
        tx=None,
        rx=None,
        cts=None,
        rts=None,
        timeout=-1,
        timeout_char=-1,
        invert=-1,
        flow=-1,
        txbuf=-1,
        rxbuf=-1
    ):
        id = self._id
        baudrate = _to_int(baudrate)
        if baudrate > 0:
            self._baudrate = baudrate
        bits = _to_int(bits)
        if bits > 0:
            self._bits = bits
        if parity is None:
            self._parity = 0
        elif parity != -1:
            self._parity = 2 if _to_int(parity) & 1 else 1
        stop = _to_int(stop)
        if stop > 0:
            self._stop = stop
        if tx is not None:
            gpio = gpio_of(tx)
            if gpio & 3 or (gpio + 4 >> 3) & 1 != id:
                raise ValueError("bad TX pin")
            self._tx = gpio
        if rx is not None:
            gpio = gpio_of(rx)
            if gpio & 3 != 1 or (gpio + 4 >> 3) & 1 != id:
                raise ValueError("bad RX pin")
            self._rx = gpio
        if cts is not None:
            _flow_pin(id, cts, 2, "CTS")
        if rts is not None:
            _flow_pin(id, rts, 3, "RTS")
        timeout = _to_int(timeout)
        if timeout >= 0:
            self._timeout = timeout & 0xFFFF
        timeout_char = _to_int(timeout_char)
        if timeout_char >= 0:
            self._timeout_char = timeout_char & 0xFFFF
        invert = _to_int(invert)
        if invert >= 0:
            if invert & ~3:
                raise ValueError("bad inversion mask")
            self._invert = invert
        flow = _to_int(flow)
        if flow >= 0:
            if flow & ~3:
                raise ValueError("bad hardware flow control mask")
            if flow:
                _fault("machine.UART: flow control (CTS, RTS) is not simulated and has no effect")
        rxbuf = _to_int(rxbuf)
        if rxbuf > 0:
            self._rxbuf = _buffer_size("rxbuf", rxbuf)
        txbuf = _to_int(txbuf)
        if txbuf > 0:
            self._txbuf = _buffer_size("txbuf", txbuf)
        self._start()

    def _start(self):
        if self._baudrate == 0:
            self._baudrate = 115200
            self._timeout_char = 0
        # At least as long as a whole character.
        shortest = 13000 // self._baudrate + 1
        if self._timeout_char < shortest:
            self._timeout_char = shortest
        # The register has two bits for the data bits, one for the stop bits.
        form = (self._bits - 5 & 3) + 5 + 16 * self._parity + 64 * ((self._stop - 1 & 1) + 1)
        pins = self._tx + 64 * self._rx + 4096 * self._invert
        uart_init(self._id, self._baudrate, form, pins, self._rxbuf + 32768 * self._txbuf)

    def deinit(self):
        uart_wait(self._id, _DONE, 0x3FFFFFFF)
        uart_deinit(self._id)
        self._baudrate = 0
        self._trigger = 0
        _irqs.pop(self._id, None)

    def any(self):
        return uart_any(self._id)

    def txdone(self):
        return uart_poll(self._id) & _DONE != 0

    def sendbreak(self):
        uart_break(self._id)

    def flush(self):
        if self._baudrate:
            # Twice as long as the longest frames would take.
            longest = (33 + self._txbuf + 1) * 26000 // self._baudrate
            if uart_wait(self._id, _DONE, longest):
                return
        _check(-110)

    def irq(self, handler=_UNSET, trigger=0, hard=False):
        it = _irqs.get(self._id)
        if it is None:
            it = _irqs[self._id] = irq(self)
        if handler is not _UNSET or trigger or hard:
            if handler is _UNSET:
                handler = None
            if handler is not None and not callable(handler):
                raise ValueError("handler must be None or callable")
            trigger = _to_int(trigger)
            if trigger & ~_EVENTS:
                raise ValueError("trigger 0x%04x unsupported" % (trigger & ~_EVENTS))
            it._handler = handler
            it._hard = hard
            it._set(trigger)
        return it

    def _fill(self, at, size):
        """Reads `size` bytes to an address; fewer when the time is over. The first may take `timeout`."""
        done = _read(self._id, at, size)
        while done < size:
            if not uart_wait(self._id, _READABLE, self._timeout_char if done else self._timeout):
                break
            done += _read(self._id, at + done, size - done)
        return done

    def read(self, size=-1):
        size = _to_int(size)
        if size == -1:
            return self._read_all()
        data = bytearray(size)
        done = self._fill(_addressof(data), size) if size else 0
        if size and not done:
            return None
        return bytes(data[:done])

    def _read_all(self):
        data = bytearray()
        part = bytearray(256)
        while True:
            done = self._fill(_addressof(part), 256)
            if not done:
                return bytes(data) if data else None
            data += part[:done]

    def readinto(self, buf, size=-1):
        if type(buf) is not bytearray:
            if type(buf) is bytes or type(buf) is str:
                raise TypeError("object with buffer protocol required")
            buf = memoryview(buf)
        space = len(buf) if type(buf) is bytearray else len(bytes(buf))
        size = space if size == -1 else min(_to_int(size), space)
        at = _addressof(buf)
        total = 0
        while total < size:
            done = self._fill(at + total, size - total)
            if not done:
                return total or None
            total += done
        return total

    def readline(self, size=-1):
        line = bytearray()
        one = bytearray(1)
        at = _addressof(one)
        while size == -1 or len(line) < size:
            if not self._fill(at, 1):
                return bytes(line) if line else None
            line += one
            if one[0] == 10:
                break
        return bytes(line)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, buf):
        if type(buf) is str:
            buf = buf.encode()
        elif type(buf) is not bytes and type(buf) is not bytearray:
            buf = bytes(memoryview(buf))
        size = len(buf)
        at = _addressof(buf)
        done = _check(_write(self._id, at, size))
        while done < size:
            if not uart_wait(self._id, _ROOM, self._timeout_char if done else self._timeout):
                # None: not one byte could be taken.
                return done or None
            done += _write(self._id, at + done, size - done)
        return done

    def ioctl(self, request, arg=0):
        if request == _POLL:
            return uart_poll(self._id) & arg & 5
        if request == _FLUSH:
            self.flush()
            return 0
        raise OSError(22)

    def __repr__(self):
        return (
            "UART(%d, baudrate=%d, bits=%d, parity=%s, stop=%d, tx=%d, rx=%d, txbuf=%d, rxbuf=%d, timeout=%d, timeout_char=%d, "
            "invert=%s, irq=%d)"
            % (
                self._id,
                self._baudrate,
                self._bits,
                _PARITIES[self._parity],
                self._stop,
                self._tx,
                self._rx,
                self._txbuf,
                self._rxbuf,
                self._timeout,
                self._timeout_char,
                _INVERTED[self._invert],
                self._trigger,
            )
        )

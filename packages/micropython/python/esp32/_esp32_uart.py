"""machine.UART of the ESP32 port. UART 0 is the console's."""

from uctypes import addressof as _addressof
from utime import ticks_ms as _ticks_ms, ticks_diff as _ticks_diff
from _hal import uart_init, uart_any, uart_poll, uart_wait, uart_break, uart_irq, uart_deinit, uart_baud
from _hal import uart_write as _write, uart_read as _read, stdin_any, stdin_readinto, sleep_ns
from _hal import fault as _fault
from _common import to_int as _to_int, check as _check
from _irq import uarts as _irqs, call_soft as _call_soft
from _machine_pin import gpio_of
from _machine_uart import UART as _Base
from _stdio import _raw_write_bytes as _console_write

_UNSET = object()
_READABLE = 1
_ROOM = 4
_DONE = 8
_LONG = 0x3FFFFFFF
_FIFO = 128
# Inversion of the lines: TX, RX; RTS and CTS are not simulated.
_INV_TX = 32
_INV_RX = 4
_INV_RTS = 64
_INV_CTS = 8
# The port's events by the HAL's.
_EVENTS = ((1, 0x40), (0x1000, 0x40), (2, 0x200))

# TX and RX of each, unless others are given.
_PINS = ((1, 3), (10, 9), (17, 16))

_uarts = {}  # id -> its one UART


class irq:
    """The interrupt of one UART: always a soft one."""

    def __init__(self, uart):
        self._uart = uart
        self._handler = None
        self._trigger = 0
        self._flags = 0

    def flags(self):
        return self._flags

    def trigger(self, new=_UNSET):
        old = self._trigger
        if new is not _UNSET:
            self._set(_to_int(new))
        return old

    def _set(self, trigger):
        self._trigger = trigger
        events = 0
        for own, event in _EVENTS:
            if trigger & own:
                events |= event
        uart_irq(self._uart._id, events, 0)

    def _fire(self, events):
        self._flags = 0
        for own, event in _EVENTS:
            if events & event:
                self._flags |= own & self._trigger
        self()

    def __call__(self):
        if self._handler is not None:
            _call_soft(self._handler, self._uart)

    def __repr__(self):
        return "<irq>"


class UART(_Base):
    INV_TX = _INV_TX
    INV_RX = _INV_RX
    INV_RTS = _INV_RTS
    INV_CTS = _INV_CTS
    RTS = 1
    CTS = 2
    IRQ_RX = 1
    IRQ_RXIDLE = 0x1000
    IRQ_BREAK = 2

    def __new__(cls, *args, **kwargs):
        # Each has one object; only a subclass makes new ones.
        if cls is UART and args and args[0] in _uarts:
            return _uarts[args[0]]
        return object.__new__(cls)

    def __init__(self, id, *args, **kwargs):
        id = _to_int(id)
        if not 0 <= id <= 2:
            raise ValueError("UART(%d) does not exist" % id)
        if _uarts.get(id) is not self:
            self._id = id
            if type(self) is UART:
                _uarts[id] = self
        self._baudrate = 115200
        self._bits = 8
        self._parity = 0
        self._stop = 1
        self._timeout = self._timeout_char = self._invert = self._flow = 0
        self._tx, self._rx = _PINS[id]
        self._rts = self._cts = -1
        self._txbuf = self._rxbuf = 256
        self._init(*args, **kwargs)

    def init(self, *args, **kwargs):
        self._init(*args, **kwargs)

    def _init(
        self,
        baudrate=0,
        bits=0,
        parity=_UNSET,
        stop=0,
        *,
        tx=None,
        rx=None,
        rts=None,
        cts=None,
        txbuf=-1,
        rxbuf=-1,
        timeout=-1,
        timeout_char=-1,
        invert=-1,
        flow=-1
    ):
        self.flush()
        txbuf = _to_int(txbuf)
        rxbuf = _to_int(rxbuf)
        if txbuf >= 0 or rxbuf >= 0:
            if self._id == 0:
                raise ValueError("UART buffer size is fixed")
            if txbuf >= 0:
                self._txbuf = min(max(txbuf, _FIFO + 1), 32766) if txbuf else 0
            if rxbuf >= 0:
                self._rxbuf = min(max(rxbuf, _FIFO + 1), 32766)
        if _to_int(baudrate) > 0:
            self._baudrate = baudrate
        pins = [-1 if pin is None or pin == -1 else gpio_of(pin) for pin in (tx, rx, rts, cts)]
        if pins[0] >= 0:
            self._tx = pins[0]
        if pins[1] >= 0:
            self._rx = pins[1]
        if pins[2] >= 0:
            self._rts = pins[2]
        if pins[3] >= 0:
            self._cts = pins[3]
        bits = _to_int(bits)
        if bits:
            if not 5 <= bits <= 8:
                raise ValueError("invalid data bits")
            self._bits = bits
        if parity is None:
            self._parity = 0
        elif parity is not _UNSET:
            self._parity = 2 if _to_int(parity) & 1 else 1
        stop = _to_int(stop)
        if stop:
            if not 1 <= stop <= 2:
                raise ValueError("invalid stop bits")
            self._stop = stop
        if timeout != -1:
            self._timeout = _to_int(timeout)
        if timeout_char != -1:
            self._timeout_char = _to_int(timeout_char)
        if invert != -1:
            if _to_int(invert) & ~(_INV_TX | _INV_RX | _INV_RTS | _INV_CTS):
                raise ValueError("invalid inversion mask")
            self._invert = invert
        if flow != -1:
            if _to_int(flow) & ~3:
                raise ValueError("invalid flow control mask")
            self._flow = flow
            if flow:
                _fault("machine.UART: flow control (CTS, RTS) is not simulated and has no effect")
        self._start()

    def _start(self):
        if self._id == 0:
            return
        form = self._bits + 16 * self._parity + 64 * self._stop
        inverted = (1 if self._invert & _INV_TX else 0) + (2 if self._invert & _INV_RX else 0)
        pins = self._tx + 64 * self._rx + 4096 * inverted
        # Besides the buffers there are the FIFOs, which are larger than the RP2040's: 128 bytes.
        if uart_init(self._id, self._baudrate, form, pins, self._rxbuf + _FIFO - 32 + 32768 * (self._txbuf or _FIFO)) < 0:
            raise ValueError("invalid pin")

    def deinit(self):
        self.flush()
        uart_deinit(self._id)
        _irqs.pop(self._id, None)

    def any(self):
        return stdin_any() if self._id == 0 else uart_any(self._id)

    def txdone(self):
        return self._id == 0 or uart_poll(self._id) & _DONE != 0

    def flush(self):
        if self._id and not uart_poll(self._id) & _DONE:
            uart_wait(self._id, _DONE, _LONG)

    def sendbreak(self):
        if self._id:
            self.flush()
            uart_break(self._id)

    def irq(self, handler=_UNSET, trigger=0, hard=False):
        it = _irqs.get(self._id)
        if it is None:
            it = _irqs[self._id] = irq(self)
        if handler is not _UNSET or trigger or hard:
            if hard:
                raise ValueError("hard IRQ is not supported")
            if handler is _UNSET:
                handler = None
            if handler is not None and not callable(handler):
                raise ValueError("handler must be None or callable")
            trigger = _to_int(trigger)
            if trigger & ~0x1003:
                raise ValueError("trigger 0x%04x unsupported" % (trigger & ~0x1003))
            it._handler = handler
            it._set(trigger)
        return it

    def _fill(self, at, size):
        """Reads `size` bytes to an address; fewer when `timeout` is over, which is for all of them together."""
        if self._id == 0:
            return self._fill_from_console(at, size)
        done = _read(self._id, at, size)
        since = _ticks_ms()
        while done < size:
            left = self._timeout - _ticks_diff(_ticks_ms(), since)
            if left <= 0 or not uart_wait(self._id, _READABLE, left):
                break
            done += _read(self._id, at + done, size - done)
        return done

    def _fill_from_console(self, at, size):
        done = stdin_readinto(at, size)
        since = _ticks_ms()
        while done < size and _ticks_diff(_ticks_ms(), since) < self._timeout:
            sleep_ns(1e6)
            done += stdin_readinto(at + done, size - done)
        return done

    def write(self, buf):
        if type(buf) is str:
            buf = buf.encode()
        elif type(buf) is not bytes and type(buf) is not bytearray:
            buf = bytes(memoryview(buf))
        size = len(buf)
        if self._id == 0:
            _console_write(buf)
            return size
        at = _addressof(buf)
        done = _check(_write(self._id, at, size))
        # It waits until all of it is in the buffer.
        while done < size:
            uart_wait(self._id, _ROOM, _LONG)
            done += _write(self._id, at + done, size - done)
        return done

    def ioctl(self, request, arg=0):
        if self._id == 0 and request == 3:
            return ((_READABLE if stdin_any() else 0) | _ROOM) & arg
        return super().ioctl(request, arg)

    def __repr__(self):
        text = (
            "UART(%d, baudrate=%d, bits=%d, parity=%s, stop=%d, tx=%d, rx=%d, rts=%d, cts=%d, txbuf=%d, rxbuf=%d, "
            "timeout=%d, timeout_char=%d"
            % (
                self._id,
                uart_baud(self._id) or self._baudrate,
                self._bits,
                ("None", "0", "1")[self._parity],
                self._stop,
                self._tx,
                self._rx,
                self._rts,
                self._cts,
                self._txbuf,
                self._rxbuf,
                self._timeout,
                self._timeout_char,
            )
        )
        it = _irqs.get(self._id)
        text += ", irq=%d" % (it._trigger if it is not None else 0)
        for key, mask, names in (
            ("invert", self._invert, ((_INV_TX, "INV_TX"), (_INV_RX, "INV_RX"), (_INV_RTS, "INV_RTS"), (_INV_CTS, "INV_CTS"))),
            ("flow", self._flow, ((1, "RTS"), (2, "CTS"))),
        ):
            if mask:
                text += ", %s=%s" % (key, "|".join([name for bit, name in names if mask & bit]))
        return text + ")"

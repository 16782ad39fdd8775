# wires: GP2 GP3
# PIO blocks and state machines, their errors and printed forms.
import rp2, time, array
from machine import Pin
from rp2 import PIO, StateMachine, asm_pio


def attempt(action):
    try:
        print(action())
    except Exception as er:
        print(repr(er))


@asm_pio()
def loopback():
    pull()
    mov(isr, osr)
    push()


print(PIO(1), StateMachine(5), PIO(0) is PIO(0), StateMachine(3) is StateMachine(3))
print(PIO.OUT_HIGH, PIO.SHIFT_RIGHT, PIO.JOIN_RX, PIO.IRQ_SM3)
for action in (
    lambda: PIO(2),
    lambda: StateMachine(8),
    lambda: PIO(0).state_machine(4),
    lambda: StateMachine(0, len),
    lambda: StateMachine(0, [1, 2]),
    lambda: StateMachine(0, loopback, freq=1000),
    lambda: StateMachine(0, loopback, freq=200_000_000),
    lambda: StateMachine(0, loopback, set_base=99),
    lambda: PIO(1).remove_program(loopback),
):
    attempt(action)

# FIFOs
sm = PIO(1).state_machine(1, loopback)
print(sm, loopback[1:3], sm.active(), sm.tx_fifo(), sm.rx_fifo())
for n in range(4):
    sm.put(n)
print(sm.tx_fifo(), sm.active(1), sm.tx_fifo(), sm.rx_fifo())
print([sm.get() for _ in range(4)])
for value in (0xDEADBEEF, -1, 1 << 40 | 7):
    sm.put(value)
    print(hex(sm.get()))
sm.put(1, 24)
print(hex(sm.get()), end=" ")
sm.put(0x12345678)
print(hex(sm.get(None, 16)))
sm.put(b"abc")
print([sm.get() for _ in range(3)])
sm.put(array.array("H", [1, 2, 65535]), 4)
into = array.array("I", [0, 0, 0])
print(sm.get(into) is into, into)
sm.put(array.array("I", [1 << 24, 2 << 24, 3 << 24]))
print(sm.get(bytearray(3), 24))
attempt(lambda: sm.put(array.array("h", [1])))
attempt(lambda: sm.put(1.5))
attempt(lambda: sm.get(b"abc"))

# Instructions from outside
sm.exec("set(x, 21)")
sm.exec("in_(x, 32)")
sm.exec(0x8020)
print(sm.get())
for text in ("nop()\nnop()", "in_(x, 33)", "nop() .side(1)", "nop() [32]"):
    attempt(lambda: sm.exec(text))
sm.restart()
sm.put(5)
print(sm.get())

# Memory
@asm_pio()
def long():
    for _ in range(30):
        nop()


attempt(lambda: PIO(1).add_program(long))
PIO(1).remove_program()
PIO(1).add_program(long)
print(long[1:3], attempt(lambda: PIO(1).remove_program(long)), long[1:3])


# Pins, and a machine that reads what another one writes
@asm_pio(set_init=PIO.OUT_LOW)
def pulses():
    set(pins, 1) [9]
    set(pins, 0) [9]


@asm_pio()
def measure():
    mov(x, invert(null))
    wait(0, pin, 0)
    wait(1, pin, 0)
    label("high")
    jmp(x_dec, "next")
    label("next")
    jmp(pin, "high")
    mov(isr, invert(x))
    push()


out = StateMachine(0, pulses, freq=100_000, set_base=Pin(2))
pin = Pin(3, Pin.IN)
reader = StateMachine(1, measure, freq=2_000_000, in_base=pin, jmp_pin=pin)
print(Pin(2), Pin(3))
reader.active(1)
out.active(1)
print(reader.get(), reader.get())
out.active(0)
Pin(2, Pin.ALT, alt=Pin.ALT_PIO1)
print(Pin(2))


# Interrupts
@asm_pio()
def ticks():
    irq(rel(0)) [31]
    nop() [31]


seen = []
sm = StateMachine(6, ticks, freq=2000)
sm.irq(lambda sm: seen.append((sm, sm.irq().flags())))
sm.active(1)
time.sleep_ms(100)
sm.irq(None)
print(len(seen), seen[0])
seen.clear()
PIO(1).irq(lambda pio: seen.append((pio, pio.irq().flags())), trigger=PIO.IRQ_SM2)
time.sleep_ms(40)
print(len(seen), seen[0])
PIO(1).irq(None)
sm.active(0)
attempt(lambda: rp2.DMA())
print(rp2.bootsel_button())

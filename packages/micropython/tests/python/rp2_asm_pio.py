# The assembler of PIO programs: encodings by the RP2040 datasheet 3.4, and errors.
import rp2
from rp2 import PIO, asm_pio, asm_pio_encode


def attempt(action):
    try:
        print(action())
    except Exception as er:
        print(repr(er))


for text in (
    "nop()", "wait(1, gpio, 5)", "wait(0, pin, 5)", "wait(0, irq, 3)", "wait(1, irq, rel(3))", "in_(pins, 32)", "in_(null, 1)",
    "out(pins, 8)", "out(exec, 16)", "out(pindirs, 1)", "push()", "push(noblock)", "push(iffull)", "push(iffull, noblock)",
    "pull()", "pull(block)", "pull(ifempty)", "pull(noblock)", "mov(x, invert(y))", "mov(isr, reverse(osr))", "mov(exec, x)",
    "mov(pc, status)", "irq(0)", "irq(block, 4)", "irq(clear, 3)", "irq(rel(2))", "irq(block, rel(1))", "set(pins, 31)",
    "set(pindirs, 1)", "set(y, 7)", "word(0x1234)", "nop() [31]",
):
    print("%04x" % asm_pio_encode(text, 0), text)
print(["%04x" % asm_pio_encode(text, 2, True) for text in ("nop() .side(1)", "nop() [3]", "nop() .side(0) [1]")])


@asm_pio(sideset_init=PIO.OUT_LOW, out_init=(PIO.OUT_LOW, PIO.OUT_HIGH), set_init=PIO.IN_HIGH,
         out_shiftdir=PIO.SHIFT_RIGHT, autopull=True, pull_thresh=24, fifo_join=PIO.JOIN_TX)
def every_side():
    wrap_target()
    label("loop")
    out(x, 1)            .side(0) [2]
    jmp(not_x, "zero")   .side(1) [1]
    jmp("loop")          .side(1) [4]
    label("zero")
    nop()                .side(0) [4]
    wrap()
    jmp(y_dec, "loop")   .side(0)


@asm_pio(sideset_init=(PIO.OUT_LOW, PIO.OUT_LOW), side_pindir=True, push_thresh=8, autopush=True)
def some_side():
    jmp(x_not_y, "end")
    nop()                .side(2)
    label("end")
    jmp(not_osre, "end") .side(3) [3]


print(["%04x" % word for word in every_side[0]], every_side[1:3], hex(every_side[3]), hex(every_side[4]), every_side[5:])
print(["%04x" % word for word in some_side[0]], hex(some_side[3]), hex(some_side[4]), some_side[5:])
print(asm_pio.__name__, "set" in globals(), "pins" in globals(), set((1, 1)))


def program(**kwargs):
    return lambda f: lambda: asm_pio(**kwargs)(f)


@program()
def no_side():
    nop() .side(1)


@program(sideset_init=PIO.OUT_LOW)
def large_side():
    nop() .side(2)


@program()
def long_delay():
    nop() [32]


@program(sideset_init=PIO.OUT_LOW)
def long_delay_beside():
    nop() .side(1) [16]


@program()
def twice():
    label("a")
    nop()
    label("a")


@program()
def nowhere():
    jmp("a")


@program()
def no_bits():
    in_(pins, 0)


for wrong in (no_side, large_side, long_delay, long_delay_beside, twice, nowhere, no_bits):
    attempt(wrong)
print("pins" in globals(), issubclass(rp2.PIOASMError, Exception))

# wires: GP5 GP6, GP7 GP8
# A hard handler runs at once, also while a soft one does; soft ones come one after the other, in order, when the other is done.
from machine import Pin, Timer
import micropython, time

micropython.alloc_emergency_exception_buf(100)
soft_out, hard_out = Pin(5, Pin.OUT, value=0), Pin(7, Pin.OUT, value=0)
order = bytearray(16)
count = 0


def note(letter):
    global count
    order[count] = letter
    count += 1


def soft(pin):
    note(ord("s"))
    if count < 4:
        # Both kinds, from a soft handler.
        soft_out.off()
        soft_out.on()
        hard_out.on()
        hard_out.off()
    note(ord("e"))


def hard(pin):
    note(ord("h"))
    micropython.schedule(later, None)


def later(_):
    note(ord("l"))


Pin(6).irq(soft, Pin.IRQ_RISING)
Pin(8).irq(hard, Pin.IRQ_RISING, hard=True)
soft_out.on()
time.sleep_ms(1)
print(str(order[:count], "utf-8"))
# The heap is locked in the hard one alone; what is reported is a MemoryError.
seen = []


def allocates(pin):
    seen.append(micropython.heap_locked())
    bytearray(1000)


soft_out.off()
Pin(6).irq(allocates, Pin.IRQ_RISING)
soft_out.on()
time.sleep_ms(1)
print(seen)
Pin(8).irq(lambda pin: bytearray(1000), Pin.IRQ_RISING, hard=True)
hard_out.on()
time.sleep_ms(1)
print("taken out:", Pin(8).irq().trigger())

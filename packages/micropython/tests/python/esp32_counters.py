# board: esp32
# wires: 18 19, 22 23, 25 26
# Pulse counters, looped back by wires.
from machine import Counter, Encoder, Pin, PWM
from esp32 import PCNT
import time

out = Pin(18, Pin.OUT, value=0)


def pulses(count, pin=out):
    for _ in range(count):
        pin.on()
        pin.off()


counter = Counter(0, Pin(19, Pin.IN))
print(Counter.RISING, Counter.FALLING, Counter.UP, Counter.DOWN, Counter(0) is counter, counter.value())
pulses(10)
print(counter.value(), counter.value(100), counter.value())
pulses(3)
print(counter.value())
counter.init(Pin(19), edge=Counter.RISING | Counter.FALLING, direction=Counter.DOWN)
pulses(5)
print(counter.value())
# A filter of 3 us lets no pulse of 2 us pass, and one of 10 us. The longest is of 1023 cycles of 12.5 ns.
counter.init(Pin(19), filter_ns=12000)
pulses(5)
print(counter.value())
for _ in range(5):
    out.on()
    time.sleep_us(20)
    out.off()
    time.sleep_us(20)
print(counter.value())
counter.deinit()
try:
    counter.value()
except RuntimeError as error:
    print(error)
# Beyond the 16 bits of the hardware.
counter.init(Pin(19))
pwm = PWM(Pin(18), freq=100000, duty_u16=32768)
time.sleep_ms(1000)
pwm.deinit()
print(99990 < counter.value() < 100120)
counter.deinit()

a, b = Pin(22, Pin.OUT, value=1), Pin(25, Pin.OUT, value=1)


def turn(steps):
    # To the right a leads.
    order = (a, b) if steps > 0 else (b, a)
    for _ in range(abs(steps)):
        for level in (0, 1):
            for pin in order:
                pin.value(level)


for phases in (1, 2, 4):
    encoder = Encoder(1, Pin(23), Pin(26), phases=phases)
    turn(5)
    right = encoder.value()
    turn(-8)
    print(encoder.phases(), right, encoder.value())
try:
    Encoder(1, Pin(23), Pin(26), phases=3)
except ValueError as error:
    print(error)
for wrong in (lambda: Counter(1), lambda: Counter(8, Pin(19)), lambda: Counter(2, 99)):
    try:
        wrong()
    except ValueError as error:
        print(error)
encoder.deinit()

# The counter itself: limits, thresholds, interrupts.
seen = []
pcnt = PCNT(3, pin=Pin(19), rising=PCNT.INCREMENT, max=7, min=-5, threshold0=3)
print(pcnt, pcnt.value())
pcnt.irq(lambda p: seen.append(p.irq().flags()), PCNT.IRQ_MAX | PCNT.IRQ_THRESHOLD0)
out = Pin(18, Pin.OUT, value=0)
pulses(4)
print(pcnt.value(), seen)
pcnt.start()
pulses(9)
print(pcnt.value(), seen == [PCNT.IRQ_THRESHOLD0, PCNT.IRQ_MAX])
pcnt.stop()
pulses(3)
print(pcnt.value(), pcnt.value(0), pcnt.value())
pcnt.init(rising=PCNT.DECREMENT, falling=PCNT.DECREMENT)
pcnt.irq(lambda p: seen.append(p.irq().flags()), PCNT.IRQ_MIN)
pcnt.start()
pulses(3)
print(pcnt.value(), seen[2:] == [PCNT.IRQ_MIN])
# A pin of control: low reverses.
control = Pin(22, Pin.OUT, value=1)
pcnt.init(pin=Pin(19), mode_pin=Pin(23), rising=PCNT.INCREMENT, mode_low=PCNT.REVERSE, value=0)
pulses(4)
control.off()
pulses(1)
print(pcnt.value())
for wrong in ({"min": 1}, {"max": -1}, {"channel": 2}, {"filter": 1024}, {"mode_pin": None}, {"rising": 3}, {"value": 1}, {"threshold1": 99999}):
    try:
        pcnt.init(**wrong)
    except ValueError as error:
        print(error, end=" ")
print()
pcnt.deinit()

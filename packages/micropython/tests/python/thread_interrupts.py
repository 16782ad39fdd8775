# wires: GP0 GP1
# Handlers run on the first core, whatever the second one does, and interrupt nothing there.
import _thread, time
from machine import Pin, Timer

out, pin = Pin(0, Pin.OUT, value=0), Pin(1, Pin.IN)
seen = []
pin.irq(lambda p: seen.append((_thread.get_ident(), p.value())))
hard = [0]


def tick(timer):
    hard[0] += 1


timer = Timer(period=1, hard=True, callback=tick)


def toggle():
    for i in range(6):
        out.toggle()
        start = time.ticks_us()
        while time.ticks_diff(time.ticks_us(), start) < 900:
            pass
    seen.append("end")


_thread.start_new_thread(toggle, ())
while "end" not in seen:
    pass
timer.deinit()
print(seen, hard)

# While the main program sleeps, they interrupt its sleep.
seen.clear()
_thread.start_new_thread(toggle, ())
time.sleep_ms(10)
print(seen)

# board: esp32
# wires: 4 5
from machine import Pin, Signal

print(Pin.IN, Pin.OUT, Pin.OPEN_DRAIN, Pin.PULL_UP, Pin.PULL_DOWN)
print(Pin.IRQ_RISING, Pin.IRQ_FALLING, Pin.WAKE_LOW, Pin.WAKE_HIGH, Pin.DRIVE_0, Pin.DRIVE_3)
print([name for name in ("high", "low", "on", "off", "toggle", "mode", "drive", "ALT") if hasattr(Pin, name)])
print(Pin(2), str(Pin(2)), repr(Pin(Pin(2))), Pin(2) is Pin(2))


def refused(f):
    try:
        f()
        print("accepted")
    except Exception as exc:
        print(type(exc).__name__, exc)


refused(lambda: Pin(20))
refused(lambda: Pin(24))
refused(lambda: Pin(40))
refused(lambda: Pin(-1))
refused(lambda: Pin("LED"))
refused(lambda: Pin("D2"))
refused(lambda: Pin())
refused(lambda: Pin(34, Pin.OUT))
refused(lambda: Pin(39, Pin.OPEN_DRAIN))
refused(lambda: Pin(34, Pin.IN, Pin.PULL_UP))
refused(lambda: Pin(2, Pin.OUT, drive=Pin.DRIVE_3))

# What the pads do after a reset.
print([gpio for gpio in (0, 2, 12, 13, 14, 15, 18) if Pin(gpio, Pin.IN).value()])

out = Pin(4, Pin.OUT, value=1)
seen = Pin(5, Pin.IN)
print(seen(), out())
out.off()
print(seen.value())
out.toggle()
print(seen.value())
out(0)
print(seen.value())

# The output register keeps its bit.
out.on()
out.init(Pin.IN, value=0)
out.init(Pin.OUT)
print("kept", seen.value())
out.init(Pin.OPEN_DRAIN, Pin.PULL_UP)
seen.init(Pin.IN, None)
print("open drain", seen.value())
out.on()
print("released", seen.value())
out.init(Pin.OUT, value=0)
seen.init(Pin.IN, Pin.PULL_UP)
print(seen.value())

led = Signal(4, Pin.OUT, invert=True)
led.on()
print("signal", led.value(), seen.value())
led.off()
print("signal", led.value(), seen.value())

calls = []
it = seen.irq(lambda pin: calls.append((pin, pin.value())), Pin.IRQ_RISING)
print(it, it.trigger())
out = Pin(4, Pin.OUT)
out.off()
out.on()
out.off()
print(calls)
seen.irq(trigger=Pin.IRQ_FALLING | Pin.IRQ_RISING, handler=lambda pin: calls.append("edge"))
out.on()
out.off()
print(calls)
seen.irq(None)
out.on()
print(len(calls), seen.irq().trigger())
refused(lambda: Pin(5).irq(lambda p: 0, Pin.WAKE_LOW, wake=1))
refused(lambda: Pin(5).irq(lambda p: 0, Pin.WAKE_LOW, wake=2))

from machine import Pin, Signal

pin = Pin(6, Pin.OUT, value=0)
led = Signal(pin, invert=True)
led.on()
print(pin.value(), led.value())
led.off()
print(pin.value(), led.value())
led.value(True)
print(pin.value(), led())
same = Signal(7, Pin.OUT, value=1, invert=True)
print(Pin(7).value(), same.value())
plain = Signal(pin)
plain(1)
print(pin.value(), plain())
for wrong in ((), (pin, 1), (3.5,)):
    try:
        Signal(*wrong)
    except (TypeError, ValueError) as er:
        print(type(er).__name__)

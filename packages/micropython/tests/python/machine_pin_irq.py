from machine import Pin
import time

pin = Pin(5, Pin.OUT, value=0)
log = []


def handler(p):
    log.append((p is pin, p.value(), irq.flags()))


irq = pin.irq(handler, Pin.IRQ_RISING | Pin.IRQ_FALLING)
print(irq, irq.trigger(), pin.irq() is irq)
pin.on()
time.sleep_ms(1)
pin.off()
time.sleep_ms(1)
print(log)
log.clear()
print(irq.trigger(Pin.IRQ_RISING), irq.trigger())
pin.on()
pin.off()
time.sleep_ms(1)
print(len(log))
log.clear()
pin.irq(None)
pin.on()
time.sleep_ms(1)
print(log)

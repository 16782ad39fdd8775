from machine import Pin, disable_irq, enable_irq

pin = Pin(5, Pin.OUT, value=0)
log = []
pin.irq(lambda p: log.append("handler"), Pin.IRQ_RISING)
state = disable_irq()
pin.on()
for i in range(100):
    pass
log.append("still disabled")
enable_irq(state)
for i in range(100):
    pass
log.append("enabled")
print(log)

# wires: GP5 GP6
# Soft handlers of pins wait in the queue of scheduled calls: eight in all.
from machine import Pin
import micropython

out = Pin(5, Pin.OUT, value=0)
order = []
Pin(6, Pin.IN).irq(lambda pin: order.append("pin"), Pin.IRQ_RISING)
done = False


def fill(_):
    global done
    for _ in range(5):
        out.on()
        out.off()
    scheduled = 0
    try:
        while True:
            micropython.schedule(order.append, scheduled)
            scheduled += 1
    except RuntimeError as error:
        order.append(str(error))
    done = True


micropython.schedule(fill, None)
while not done or len(order) < 9:
    pass
print(order)
# There is room again.
micropython.schedule(order.append, "again")
while order[-1] != "again":
    pass
print(len(order))

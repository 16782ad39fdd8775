# There is one object for each pin, however it is named.
from machine import Pin

a = Pin(2)
print(Pin(2) is a, Pin("GP2") is a, Pin("GPIO2") is a, Pin.board.GP2 is a, Pin.cpu.GPIO2 is a, Pin(a) is a)
print(Pin("LED") is Pin.board.LED, Pin("LED") is Pin(25), type(a), isinstance(a, Pin))
print(Pin(2, Pin.OUT) is a, a)

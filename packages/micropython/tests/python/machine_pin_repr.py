from machine import Pin, PWM

print(Pin(2))
print(Pin(2, Pin.IN))
print(Pin(2, Pin.IN, Pin.PULL_UP))
print(Pin(2, Pin.IN, pull=Pin.PULL_DOWN))
print(Pin(2, mode=Pin.OUT))
print(Pin(2, Pin.OPEN_DRAIN, Pin.PULL_UP))
PWM(Pin(2))
print(str(Pin(2)).startswith("Pin(GPIO2, mode=ALT, "), str(Pin(2)).endswith("alt=PWM)"))
print(Pin(3, Pin.ALT, alt=Pin.ALT_PIO0))

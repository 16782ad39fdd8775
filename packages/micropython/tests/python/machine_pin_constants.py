from machine import Pin

print(Pin.IN, Pin.OUT, Pin.OPEN_DRAIN, Pin.ALT, Pin.PULL_UP, Pin.PULL_DOWN, Pin.IRQ_FALLING, Pin.IRQ_RISING)
print(hasattr(Pin, "PULL_NONE"), hasattr(Pin, "OUT_PP"))
print(sorted([name for name in dir(Pin.board) if name[:2] == "GP"])[:3], hasattr(Pin.board, "LED"))

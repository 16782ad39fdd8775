from machine import Pin


def attempt(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as er:
        print(type(er).__name__, er)


attempt(Pin, 30)
attempt(Pin, -1)
attempt(Pin, "GP99")
attempt(Pin, 1.5)
attempt(Pin, None)
attempt(Pin, 2, Pin.ALT, alt=40)
attempt(Pin, 2, "OUT")
try:
    Pin()
except TypeError:
    print("TypeError")
try:
    Pin(2, Pin.OUT, nonsense=1)
except TypeError:
    print("TypeError")

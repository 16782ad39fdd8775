from machine import Timer

for id in (0, 1, -2):
    try:
        Timer(id)
    except ValueError as er:
        print(er)
try:
    Timer(period=10, callback=print, nonsense=1)
except TypeError:
    print("TypeError")
print(Timer.ONE_SHOT, Timer.PERIODIC)

import time

big = (1 << 30) - 1
print(time.ticks_add(big, 1), time.ticks_add(0, -1) == big)
print(time.ticks_diff(0, big), time.ticks_diff(big, 0), time.ticks_diff(5, 3))
try:
    time.ticks_add(0, 1 << 29)
except OverflowError as er:
    print(er)
for f in (time.ticks_ms, time.ticks_us, time.ticks_cpu):
    a = f()
    time.sleep_ms(2)
    print(time.ticks_diff(f(), a) > 0, isinstance(a, int))

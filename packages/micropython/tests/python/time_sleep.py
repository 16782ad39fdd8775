import time


def took(f, arg):
    start = time.ticks_us()
    f(arg)
    return time.ticks_diff(time.ticks_us(), start)


print(round(took(time.sleep_ms, 20), -3), round(took(time.sleep_us, 3000), -3), round(took(time.sleep, 0.5), -3))
print(round(took(time.sleep, 2), -3), took(time.sleep_ms, -5) < 900, took(time.sleep_us, -5) < 900, took(time.sleep, 0.0009) < 900)
for f, wrong in ((time.sleep, "1"), (time.sleep_ms, 1.5), (time.sleep_us, None)):
    try:
        f(wrong)
    except TypeError as er:
        print(er)

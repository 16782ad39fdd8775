# board: esp32
from machine import Timer, WDT
import time


def refused(f):
    try:
        print(f())
    except Exception as exc:
        print(type(exc).__name__, exc)


ticks = []
timer = Timer(0)
print(timer, Timer(0) is timer)
timer.init(period=100, mode=Timer.PERIODIC, callback=lambda t: ticks.append(t))
print(timer)
time.sleep_ms(350)
print(len(ticks), ticks[0] is timer, timer.value())
timer.deinit()
time.sleep_ms(200)
print(len(ticks))
Timer(3, period=20, mode=Timer.ONE_SHOT, callback=lambda t: print("once", t))
time.sleep_ms(100)
Timer(1).init(freq=2.5, callback=lambda t: print("freq", t))
time.sleep_ms(900)
Timer(1).deinit()
Timer(2).init(period=1500, tick_hz=1000000, callback=lambda t: ticks.append(2))
del ticks[:]
time.sleep_ms(10)
print(len(ticks))
Timer(2).deinit()
refused(lambda: Timer(-1))
refused(lambda: Timer(4))
refused(lambda: Timer())
refused(lambda: Timer(0, period=10, hard=True))


def bad(t):
    raise ValueError("in a callback")


Timer(0, period=5, mode=Timer.ONE_SHOT, callback=bad)
time.sleep_ms(10)
refused(lambda: WDT(1))
refused(lambda: WDT(timeout=0))

from machine import Timer
import time

ticks = []
start = time.ticks_us()
timer = Timer(period=10, callback=lambda t: ticks.append(time.ticks_diff(time.ticks_us(), start)))
print(timer)
time.sleep_ms(35)
timer.deinit()
time.sleep_ms(20)
print(len(ticks), [round(t, -3) for t in ticks])
timer.deinit()

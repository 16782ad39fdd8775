from machine import Timer
import time

log = []
timer = Timer(-1)
timer.init(mode=Timer.ONE_SHOT, period=5, callback=lambda t: log.append(t is timer))
print(timer)
time.sleep_ms(20)
print(log)
timer.init(freq=200, callback=lambda t: log.append("again"))
time.sleep_ms(12)
timer.deinit()
print(log, timer)

from machine import Timer
import time

log = []
timer = Timer(mode=Timer.ONE_SHOT, period=10, callback=lambda t: log.append("first"))
time.sleep_ms(5)
timer.init(mode=Timer.ONE_SHOT, period=10, callback=lambda t: log.append("second"))
time.sleep_ms(7)
print(log)
time.sleep_ms(7)
print(log)

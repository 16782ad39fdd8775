from machine import RTC
import time

rtc = RTC()
print(RTC() is rtc, len(rtc.datetime()))
rtc.datetime((2024, 2, 29, 0, 23, 59, 58, 0))
print(rtc.datetime())
print(time.localtime()[:6], time.time())
time.sleep(3)
print(rtc.datetime())
for wrong in ((2024, 1, 1), 5):
    try:
        rtc.datetime(wrong)
    except (ValueError, TypeError) as er:
        print(type(er).__name__)
print(hasattr(rtc, "init"), hasattr(rtc, "memory"))

import time

print(time.gmtime(0), time.localtime(951782400))
print(time.mktime((2000, 2, 29, 0, 0, 0, 0, 0)), time.mktime((1999, 12, 31, 23, 59, 59, 4, 365, 0)))
print(time.localtime() == time.gmtime(), time.localtime(None)[0] == time.localtime()[0])
print(isinstance(time.time(), int), time.time_ns() // 1000000000 - time.time() in (0, 1))
try:
    time.mktime((2000, 1, 1))
except TypeError as er:
    print(er)
print([name for name in ("strftime", "monotonic", "perf_counter") if hasattr(time, name)])

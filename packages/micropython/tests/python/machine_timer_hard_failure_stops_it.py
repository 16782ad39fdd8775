from machine import Timer
import time

calls = [0]


def callback(t):
    calls[0] += 1
    bytearray(10)


timer = Timer(period=5, hard=True, callback=callback)
time.sleep_ms(20)
print(calls)

# board: esp32
import machine, esp32, time
from machine import RTC, Pin

rtc = RTC()
step = rtc.memory()
print("cause", machine.reset_cause(), "wake", machine.wake_reason(), "memory", step)
nvs = esp32.NVS("test")
try:
    starts = nvs.get_i32("starts")
except OSError as exc:
    print(exc)
    starts = 0
nvs.set_i32("starts", starts + 1)
nvs.commit()
print("start", starts)
if step == b"":
    print(time.time(), time.localtime(), rtc.datetime())
    rtc.datetime((2030, 1, 2, 0, 3, 4, 5, 0))
    print(rtc.datetime()[:7], time.time(), time.mktime((2000, 1, 1, 0, 0, 0, 0, 0)), time.gmtime(0))
    rtc.init((2031, 2, 3, 4, 5, 6, 0, 0))
    print(rtc.datetime()[:7])
    rtc.memory(b"reset")
    machine.reset()
elif step == b"reset":
    print(rtc.datetime()[:7])
    rtc.memory(b"timer")
    machine.deepsleep(2000)
elif step == b"timer":
    print(time.ticks_ms() < 100, rtc.datetime()[:7])
    rtc.memory(b"pin")
    # Pulled up, so that it is high at once.
    Pin(15, Pin.IN, Pin.PULL_UP)
    esp32.wake_on_ext0(Pin(15), esp32.WAKEUP_ANY_HIGH)
    machine.deepsleep()
elif step == b"pin":
    rtc.memory(b"ext1")
    esp32.wake_on_ext1((Pin(12), Pin(13)), esp32.WAKEUP_ALL_LOW)
    Pin(12, Pin.IN, Pin.PULL_DOWN)
    Pin(13, Pin.IN, Pin.PULL_DOWN)
    machine.deepsleep(60000)
elif step == b"ext1":
    rtc.memory(b"light")
    before = time.ticks_ms()
    machine.lightsleep(1500)
    print("slept", time.ticks_diff(time.ticks_ms(), before), machine.wake_reason())
    machine.WDT(timeout=100)
    while True:
        pass
elif step == b"light":
    rtc.memory(b"soft")
    machine.soft_reset()
elif step == b"soft":
    for pin in (5, 34):
        try:
            esp32.wake_on_ext0(Pin(pin), 1)
            print(pin, "can wake")
        except ValueError as exc:
            print(pin, exc)
    nvs.set_blob("blob", b"\x00\x01\xff")
    buf = bytearray(8)
    print(nvs.get_blob("blob", buf), buf, nvs)
    for f in (
        lambda: nvs.get_i32("blob"),
        lambda: nvs.get_blob("blob", bytearray(2)),
        lambda: nvs.erase_key("none"),
        lambda: nvs.set_i32("a" * 16, 1),
        lambda: rtc.memory(bytes(2049)),
    ):
        try:
            f()
        except (OSError, ValueError) as exc:
            print(type(exc).__name__, exc)
    nvs.set_i32("low", -5)
    print(nvs.get_i32("low"), esp32.NVS("test").get_i32("low"))
    nvs.erase_key("low")
    print("done")

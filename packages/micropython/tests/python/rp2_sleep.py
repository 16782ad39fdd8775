# wires: GP2 GP3
# What ends sleep on the RP2040: the time, an interrupt; from deep sleep the program starts anew.
import machine, os, time
from machine import Pin, Timer

if machine.reset_cause() == machine.PWRON_RESET:
    before = time.ticks_ms()
    machine.lightsleep(250)
    print("slept", time.ticks_diff(time.ticks_ms(), before))
    Pin(3, Pin.IN).irq(lambda pin: print("edge"), Pin.IRQ_RISING)
    out = Pin(2, Pin.OUT, value=0)
    Timer(period=100, mode=Timer.ONE_SHOT, callback=lambda timer: out.on())
    before = time.ticks_ms()
    machine.lightsleep(60000)
    print("woken after", time.ticks_diff(time.ticks_ms(), before))
    machine.deepsleep(500)
print("cause", machine.reset_cause(), machine.reset_cause() == machine.WDT_RESET, time.ticks_ms() < 100, Pin(2))

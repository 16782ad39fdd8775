# board: esp32
# What may wake the chip together, and what may not.
import esp32, machine
from machine import Pin, TouchPad

print([name for name in dir(esp32) if name[0] != "_"])


def refused(f):
    try:
        f()
        print("ok")
    except ValueError as error:
        print(error)


refused(lambda: Pin(15).irq(trigger=Pin.WAKE_HIGH, wake=machine.SLEEP))
refused(lambda: Pin(15).irq(trigger=Pin.WAKE_LOW, wake=machine.DEEPSLEEP))
refused(lambda: Pin(14).irq(trigger=Pin.WAKE_LOW, wake=machine.DEEPSLEEP))
refused(lambda: Pin(5).irq(trigger=Pin.WAKE_LOW, wake=machine.DEEPSLEEP))
refused(lambda: Pin(15).irq(trigger=Pin.WAKE_LOW, wake=8))
refused(lambda: esp32.wake_on_touch(True))
# An ordinary interrupt takes the pin back.
refused(lambda: Pin(15).irq(lambda pin: None, Pin.IRQ_RISING))
refused(lambda: esp32.wake_on_touch(True))
refused(lambda: Pin(15).irq(trigger=Pin.WAKE_HIGH, wake=machine.SLEEP))
refused(lambda: esp32.wake_on_ext0(Pin(15), 1))
refused(lambda: esp32.wake_on_ext1((Pin(12), Pin(5)), 1))
refused(lambda: esp32.wake_on_ext1((Pin(12), Pin(36)), 1))
refused(lambda: TouchPad(Pin(5)))

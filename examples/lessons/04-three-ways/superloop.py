"""The same as a super-loop: over and over it asks whether the time has come, for each thing in turn."""

from machine import PWM, Pin
from time import sleep_ms, ticks_add, ticks_diff, ticks_ms

presses = 0
step = 0
level = seen = 1  # of the button: the one that is believed, and the one that was read last


def brightness(step):
    share = min(step, 100 - step) / 50
    return int(65535 * share * share)


led = Pin(19, Pin.OUT)
light = PWM(Pin(18), freq=1000, duty_u16=0)
lamp = Pin(17, Pin.OUT)
button = Pin(14, Pin.IN, Pin.PULL_UP)  # reads 0 while pressed

blink_at = fade_at = seen_at = ticks_ms()
report_at = ticks_add(blink_at, 1000)

while True:
    now = ticks_ms()
    if ticks_diff(now, blink_at) >= 0:
        blink_at = ticks_add(blink_at, 250)
        led.toggle()
    if ticks_diff(now, fade_at) >= 0:
        fade_at = ticks_add(fade_at, 20)
        light.duty_u16(brightness(step))
        step = (step + 1) % 100
    if button.value() != seen:
        seen = 1 - seen
        seen_at = now
    elif seen != level and ticks_diff(now, seen_at) >= 20:
        level = seen
        if level == 0:
            presses += 1
            lamp.toggle()
    if ticks_diff(now, report_at) >= 0:
        report_at = ticks_add(report_at, 1000)
        print("presses:", presses)
    sleep_ms(1)

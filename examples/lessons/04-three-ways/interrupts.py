"""The same with interrupts: timers and edges call functions, and what has been so far is kept in a state."""

from machine import PWM, Pin, Timer
from time import sleep

UP, CLOSING, DOWN, OPENING = range(4)

presses = 0
step = 0
state = UP


def brightness(step):
    share = min(step, 100 - step) / 50
    return int(65535 * share * share)


def on_blink(timer):
    led.toggle()


def on_fade(timer):
    global step
    light.duty_u16(brightness(step))
    step = (step + 1) % 100


def on_edge(pin):
    global state
    if state == UP:
        state = CLOSING
    elif state == DOWN:
        state = OPENING
    # Each edge starts the 20 ms anew.
    debounce.init(mode=Timer.ONE_SHOT, period=20, callback=on_rest)


def on_rest(timer):
    global state, presses
    if button.value() == 0:
        if state == CLOSING:
            presses += 1
            lamp.toggle()
        state = DOWN
    else:
        state = UP


led = Pin(19, Pin.OUT)
light = PWM(Pin(18), freq=1000, duty_u16=0)
lamp = Pin(17, Pin.OUT)
button = Pin(14, Pin.IN, Pin.PULL_UP)  # reads 0 while pressed

debounce = Timer()
Timer(period=250, callback=on_blink)
Timer(period=20, callback=on_fade)
button.irq(on_edge, Pin.IRQ_FALLING | Pin.IRQ_RISING)

while True:
    sleep(1)
    print("presses:", presses)

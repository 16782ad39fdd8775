# Measures: sends where the knob stands, ten times a second, and is told when it is turned too far.
from machine import ADC, Pin, UART
import time

uart = UART(2, 115200)
knob = ADC(Pin(34), atten=ADC.ATTN_11DB)
alarm = Pin(4, Pin.IN, Pin.PULL_DOWN)


def told(pin):
    print("too bright" if pin.value() else "good again")


alarm.irq(told, Pin.IRQ_RISING | Pin.IRQ_FALLING)
while True:
    uart.write("%d\n" % ((knob.read_u16() * 100 + 32768) // 65536))
    time.sleep_ms(100)

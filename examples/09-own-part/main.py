# A fan that runs while it is hot: the thermometer itself tells when.
from time import sleep_ms

from machine import I2C, Pin

from tmp102 import TMP102

thermometer = TMP102(I2C(0, sda=Pin(4), scl=Pin(5)))
thermometer.limits(28, 30)
sleep_ms(50)  # its first conversion takes 26 ms
alert = Pin(14, Pin.IN, Pin.PULL_UP)
fan = Pin(15, Pin.OUT)

shown = None
while True:
    hot = alert.value() == 0
    fan.value(hot)
    if hot != shown:
        print("fan {}, {:.2f} C".format("on" if hot else "off", thermometer.celsius()))
        shown = hot
    sleep_ms(100)

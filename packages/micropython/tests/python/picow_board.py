# board: pico-w
# What tells a Pico W from a Pico, and its pins of the wireless chip.
import machine, os, sys
from machine import Pin, PWM, ADC

print(sys.platform, os.uname().machine, sys.implementation._machine, sys.implementation._build)
print(Pin("LED"), Pin.board.LED is Pin("LED") is Pin("WL_GPIO0") is Pin("EXT_GPIO0"), isinstance(Pin("LED"), Pin))
print(sorted(name for name in dir(Pin.board) if name[0] != "_" and name[:2] != "GP"))
print("GP25" in dir(Pin.board), "GP22" in dir(Pin.board), Pin.cpu.EXT_GPIO2, Pin(25))
led = Pin("LED", Pin.OUT)
print(led, led.value())
led.on()
print(led.value(), led())
led.toggle()
print(led.value())
led(1)
led.init(Pin.OUT, value=0)
print(led.value())
led.init(Pin.IN)
print(led)
# It drives as soon as it is written.
led.high()
print(led, led.value())
print(Pin("WL_GPIO2", Pin.IN).value(), "senses VBUS")


def refused(f):
    try:
        f()
    except Exception as error:
        print(type(error).__name__, error)


refused(lambda: Pin(40))
refused(lambda: Pin("GP25"))
refused(lambda: led.irq(lambda pin: None))
refused(lambda: led.irq())
refused(lambda: PWM(led))
refused(lambda: ADC("LED"))
refused(lambda: Pin("LED", Pin.OUT, Pin.PULL_UP))
refused(lambda: Pin("LED", Pin.OPEN_DRAIN))
refused(lambda: Pin("LED", Pin.ALT, alt=Pin.ALT_PWM))
refused(lambda: machine.I2C(0, scl="LED", sda=4))
refused(lambda: machine.time_pulse_us(led, 1))
# VSYS / 3 is at GPIO29 while GPIO25 is high.
select = Pin(25, Pin.OUT, value=0)
sense = ADC(29)
print(sense.read_u16() * 3.3 / 65535 * 3 < 0.1)
select.on()
print(4.8 < sense.read_u16() * 3.3 / 65535 * 3 < 5.1)
import network, bluetooth

refused(lambda: network.WLAN(network.STA_IF))
refused(lambda: bluetooth.BLE())

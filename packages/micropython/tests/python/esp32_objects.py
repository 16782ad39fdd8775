# board: esp32
# What each object prints as, and what is refused with which exception, on this port.
import machine
from machine import *
import esp32


def tell(text):
    try:
        print(text, "->", eval(text))
    except Exception as error:
        print(text, "!!", type(error).__name__, error)


for text in (
    "Pin(20)",
    "Pin(24)",
    "Pin(40)",
    "Pin(-1)",
    "Pin('GPIO2')",
    "Pin(2, Pin.OUT)",
    "Pin(34, Pin.OUT)",
    "Pin(34, Pin.OPEN_DRAIN)",
    "Pin(34, Pin.IN, Pin.PULL_UP)",
    "Pin.cpu",
    "Pin(2).high()",
    "PWM(Pin(15))",
    "PWM(15, freq=1000, duty=512)",
    "PWM(15).duty()",
    "PWM(15, freq=50, duty_u16=1)",
    "PWM(15, freq=0)",
    "PWM(15, freq=40000001)",
    "PWM(15).duty(1024)",
    "PWM(34)",
    "ADC(0)",
    "ADC(Pin(36))",
    "ADC(Pin(5))",
    "ADC(36, atten=ADC.ATTN_11DB)",
    "ADC(36).width(8)",
    "ADC(36).atten(4)",
    "ADCBlock(1)",
    "ADCBlock(3)",
    "I2C(0)",
    "I2C(1)",
    "I2C(2)",
    "I2C(0, scl=Pin(22), sda=Pin(21), freq=100000)",
    "SoftI2C(scl=Pin(3), sda=Pin(2))",
    "machine.I2CTarget",
    "SPI(0)",
    "SPI(1)",
    "SPI(2)",
    "SPI(3)",
    "SPI(1, baudrate=10000000, polarity=1, phase=1, sck=Pin(18))",
    "UART(0)",
    "UART(1)",
    "UART(2)",
    "UART(3)",
    "Timer(-1)",
    "Timer(0)",
    "Timer(3)",
    "Timer(4)",
    "Timer(0, period=100)",
    "Timer(0, period=10, hard=True, callback=print)",
    "RTC()",
    "Signal(Pin(2))",
    "DAC(Pin(25))",
    "DAC(Pin(25)).write(256)",
    "DAC(2)",
    "TouchPad(Pin(4)).read()",
    "TouchPad(Pin(5))",
    "machine.sleep is machine.lightsleep",
    "machine.reset_cause()",
    "machine.wake_reason()",
    "machine.USBDevice",
    "esp32.PCNT(0)",
    "esp32.NVS('x').get_i32('a')",
    "esp32.mcu_temperature()",
    "esp32.hall_sensor()",
):
    tell(text)

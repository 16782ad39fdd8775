# board: pico
# What each object prints as, and what is refused with which exception, on this port.
import machine
from machine import *


def tell(text):
    try:
        print(text, "->", eval(text))
    except Exception as error:
        print(text, "!!", type(error).__name__, error)


for text in (
    "Pin(30)",
    "Pin(-1)",
    "Pin('X')",
    "Pin(25)",
    "Pin('LED') is Pin.board.LED is Pin(25)",
    "Pin(0, Pin.IN, Pin.PULL_UP)",
    "Pin(1, Pin.OUT, value=1)",
    "Pin(2, Pin.OPEN_DRAIN)",
    "Pin(3, Pin.ALT, alt=Pin.ALT_PWM)",
    "Pin(2.0)",
    "Pin(None)",
    "PWM(Pin(15))",
    "PWM(Pin(15), freq=7)",
    "PWM(15, freq=8).freq()",
    "PWM(15, freq=1000, duty_u16=32768).duty_ns()",
    "PWM(15).duty(5)",
    "PWM(15, freq=1000, duty_ns=500000).duty_u16()",
    "ADC(0)",
    "ADC(4)",
    "ADC(5)",
    "ADC(Pin(26))",
    "ADC(25)",
    "ADC(Pin(0))",
    "ADC(0).read_uv()",
    "ADC(0).read()",
    "ADC('X')",
    "I2C(0)",
    "I2C(1)",
    "I2C(2)",
    "I2C(0, scl=Pin(1), sda=Pin(0), freq=100000)",
    "I2C(0, scl=Pin(3), sda=Pin(2))",
    "I2C(0, scl=Pin(5), sda=Pin(2))",
    "SoftI2C(scl=Pin(3), sda=Pin(2))",
    "I2CTarget(0, 0x42)",
    "SPI(0)",
    "SPI(1)",
    "SPI(2)",
    "SPI(0, sck=Pin(2), mosi=Pin(3), miso=Pin(4))",
    "SPI(0, sck=Pin(10))",
    "SPI(0, firstbit=SPI.LSB)",
    "SoftSPI(sck=Pin(2), mosi=Pin(3), miso=Pin(4))",
    "UART(0)",
    "UART(1)",
    "UART(2)",
    "UART(0, tx=Pin(4))",
    "UART(1, 9600, bits=7, parity=0, stop=2)",
    "Timer()",
    "Timer(-1)",
    "Timer(0)",
    "Timer(period=100)",
    "Timer(freq=10)",
    "RTC()",
    "WDT(timeout=9000)",
    "Signal(Pin(1))",
    "Pin(1).irq()",
    "machine.reset_cause()",
    "machine.Counter",
    "machine.Encoder",
    "machine.DAC",
    "machine.TouchPad",
    "machine.mem32",
):
    tell(text)

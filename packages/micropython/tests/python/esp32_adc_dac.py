# board: esp32
# wires: 25 34, 26 4
from machine import Pin, ADC, ADCBlock, DAC, TouchPad


def refused(f):
    try:
        f()
        print("accepted")
    except Exception as exc:
        print(type(exc).__name__, exc)


dac = DAC(Pin(25))
adc = ADC(Pin(34))
print(dac, adc, ADC(34) is adc)
for value in (0, 40, 85, 128, 255):
    dac.write(value)
    print(value, adc.read(), adc.read_u16(), adc.read_uv())
adc.atten(ADC.ATTN_11DB)
print(adc)
for value in (0, 40, 85, 128, 255):
    dac.write(value)
    print(value, adc.read(), adc.read_u16(), adc.read_uv())
dac.write(64)
for atten in (ADC.ATTN_0DB, ADC.ATTN_2_5DB, ADC.ATTN_6DB, ADC.ATTN_11DB):
    adc.atten(atten)
    print(atten, adc.read(), adc.read_uv())
adc.width(ADC.WIDTH_9BIT)
print(adc.read(), adc.read_u16(), adc.block())
adc.width(ADC.WIDTH_12BIT)

second = ADC(Pin(4), atten=ADC.ATTN_11DB)
DAC(26).write(200)
print(second, second.read(), second.block(), ADCBlock(2, bits=10), second.read())
print(ADCBlock(1).connect(6), ADCBlock(1).connect(Pin(36)))


def has(gpio):
    try:
        ADC(gpio)
        return True
    except ValueError:
        return False


print([gpio for gpio in list(range(20)) + [21, 22, 23, 27] + list(range(32, 40)) if has(gpio)])
refused(lambda: ADC(Pin(5)))
refused(lambda: adc.atten(4))
refused(lambda: adc.width(13))
refused(lambda: ADCBlock(3))
refused(lambda: ADCBlock(1).connect(Pin(4)))
refused(lambda: DAC(Pin(4)))
refused(lambda: dac.write(256))
touch = TouchPad(Pin(14))
print(touch.read())
refused(lambda: TouchPad(Pin(5)))

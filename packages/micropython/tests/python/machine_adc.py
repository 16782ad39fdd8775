from machine import ADC, Pin

print(ADC(0), ADC(26), ADC(Pin(27)), ADC("GP28"), ADC(ADC.CORE_TEMP))
reading = ADC(4).read_u16()
volts = reading * 3.3 / 65535
print(type(reading), 15 < 27 - (volts - 0.706) / 0.001721 < 45)
print(0 <= ADC(Pin(26)).read_u16() <= 65535)

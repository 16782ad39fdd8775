from machine import ADC, Pin

for source in (5, 25, -1, Pin(25), "GP2"):
    try:
        ADC(source)
    except ValueError as er:
        print(er)
try:
    ADC()
except TypeError:
    print("TypeError")
print(hasattr(ADC(0), "read"), hasattr(ADC(0), "atten"))

from machine import PWM, Pin

pwm = PWM(Pin(15))
try:
    pwm.freq(1)
except ValueError as er:
    print(er)
for wrong in (0.5, "1000", None):
    try:
        pwm.init(freq=wrong)
    except TypeError as er:
        print("TypeError")
try:
    pwm.duty_u16(32767.5)
except TypeError as er:
    print(er)
try:
    PWM(40)
except ValueError as er:
    print(er)

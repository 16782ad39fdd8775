# board: esp32
# wires: 18 19, 2 4
from machine import Pin, PWM, time_pulse_us
import time


def refused(f):
    try:
        f()
        print("accepted")
    except Exception as exc:
        print(type(exc).__name__, exc)


pwm = PWM(Pin(18))
print(pwm, pwm.freq(), pwm.duty(), pwm.duty_u16(), pwm.duty_ns())
pwm.freq(1000)
pwm.duty(256)
print(pwm)
pwm.duty_u16(16384)
print(pwm)
pwm.duty_ns(250_000)
print(pwm)
pwm.freq(500)
print(pwm, "ns stay:", pwm.duty_ns())
print(PWM(Pin(18), freq=20000, duty=512))
print(pwm.duty(), pwm.duty_u16())
pwm.duty(1023)
print("full", pwm.duty(), pwm.duty_u16())
pwm.duty(0)
time.sleep_us(60)
print("off", pwm.duty(), Pin(19, Pin.IN).value())
pwm.init(freq=50, duty_ns=1_500_000)
print(pwm)
time.sleep_ms(30)
print("pulse", time_pulse_us(Pin(19, Pin.IN), 1, 100000))
pwm.init(invert=True)
print(pwm)
time.sleep_ms(30)
print("gap", time_pulse_us(Pin(19, Pin.IN), 0, 100000))
pwm.deinit()
print(pwm, Pin(19, Pin.IN).value())
refused(pwm.freq)
refused(lambda: pwm.duty(1))

refused(lambda: PWM(Pin(34)))
refused(lambda: PWM(Pin(18), freq=0))
refused(lambda: PWM(Pin(18), freq=50_000_000))
refused(lambda: PWM(Pin(18), duty=1024))
refused(lambda: PWM(Pin(18), duty_u16=65536))
refused(lambda: PWM(Pin(18), freq=1000, duty_ns=2_000_000))

# What the divider makes, and how finely the duty goes.
for hz in (1, 9, 10, 50, 440, 1000, 5000, 30000, 60000, 1000000, 40000000):
    pwm = PWM(18, freq=hz, duty_u16=12345)
    print(hz, pwm.freq(), pwm.duty_u16())
    pwm.deinit()

# Sixteen pins of eight frequencies.
pins = (2, 4, 12, 13, 14, 15, 16, 18, 19, 22, 23, 25, 26, 27, 32, 33)
pwms = [PWM(pin, freq=10000 * (i // 2 + 1), duty_u16=min(65535, 4096 * (i + 1))) for i, pin in enumerate(pins)]
print(pwms[0], pwms[4], pwms[15])
refused(lambda: PWM(5, freq=10000))
refused(lambda: pwms[0].freq(123))
pwms[0].deinit()
refused(lambda: PWM(5, freq=999))
print(PWM(5, freq=10000))
for pwm in pwms:
    pwm.deinit()

import machine, os, time

first = "seen" not in os.listdir()
print("first" if first else "again", machine.reset_cause(), time.ticks_ms())
if first:
    with open("boot.py", "w") as file:
        file.write("print('boot.py', __name__, __file__)\nshared = 1\n")
    open("seen", "w").close()
    pin = machine.Pin(2, machine.Pin.OUT, value=1)
    timer = machine.Timer(period=50, callback=print)
    time.sleep_ms(20)
    try:
        machine.soft_reset()
    finally:
        print("finally")
print(shared, machine.Pin(2))

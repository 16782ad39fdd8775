# A reset stops the second core, also one that it asks for itself, and a soft reset.
import _thread, machine, os, time

boots = 0
try:
    with open("boots") as f:
        boots = int(f.read())
except OSError:
    pass
with open("boots", "w") as f:
    f.write(str(boots + 1))


def count():
    for i in range(9):
        time.sleep_ms(2)
        print("core 1", boots)


def reset():
    time.sleep_ms(5)
    machine.reset()


print("boot", boots)
_thread.start_new_thread(reset if boots == 1 else count, ())
if boots == 0:
    time.sleep_ms(5)
    machine.soft_reset()
elif boots == 1:
    while True:
        pass
time.sleep_ms(3)
machine.reset() if boots == 2 else None
time.sleep_ms(3)
print("end")

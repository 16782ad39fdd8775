import machine, os, time

print(time.ticks_ms())
if "seen" not in os.listdir():
    open("seen", "w").close()
    time.sleep_ms(1500)
    before = time.time()
    with open("time", "w") as file:
        file.write(str(before))
    machine.reset()
with open("time") as file:
    print(time.time() - int(file.read()))

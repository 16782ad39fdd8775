# Handlers run while the program does something else, and at any bytecode.
from machine import Timer

done = False


def finish(t):
    global done
    done = True


Timer(mode=Timer.ONE_SHOT, period=3, callback=finish)
turns = 0
while not done:
    turns += 1
print(turns > 10)

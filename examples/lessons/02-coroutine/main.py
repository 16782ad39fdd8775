"""A function that stops in the middle, and goes on when it is told to."""

import time


def counting(name):
    for number in range(3):
        word = yield number
        print(name, "hears", word)
    return "enough"


first = counting("first")
print("called")
print("gives", first.send(None))
time.sleep(1)
print("gives", first.send("go on"))
time.sleep(1)
print("gives", first.send("once more"))
time.sleep(1)
try:
    first.send("and now?")
except StopIteration as end:
    print("returns", end.value)

# A board's messages leave out the names of functions and what could not be converted.
from collections import namedtuple
import math, sys


def two(a, b):
    pass


def closure():
    return lambda: two


class Thing:
    def method(self):
        pass


Point = namedtuple("Point", "x y")
for text in ("two(1)", "Thing().method(1)", "Point(1)", "math.no", "Thing.no", "Thing().no", "int('x')", "int('g', 16)", "[].append(1, 2)", "list.pop(1)", "float('x')"):
    try:
        eval(text)
    except Exception as er:
        print(text, "-", er)
print(Thing().method, [].append)
try:
    int("")
except ValueError as er:
    sys.print_exception(er)

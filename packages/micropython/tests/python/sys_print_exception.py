import io, sys


def inner():
    raise ValueError("x", 2)


def outer():
    inner()


try:
    outer()
except ValueError as er:
    sys.print_exception(er)
    text = io.StringIO()
    sys.print_exception(er, text)
    print(repr(text.getvalue().split("\n")[-2]), text.getvalue().count("File"))
try:
    sys.print_exception(ValueError(), 1)
except OSError as er:
    print(er)

# The second core runs one thread at a time; what goes wrong in it is printed, and the main program goes on.
import _thread, sys, time

done = []


def work(*args, **kwargs):
    done.append((_thread.get_ident(), args, sorted(kwargs.items())))
    time.sleep_ms(5)
    done.append("slept")


print(_thread.start_new_thread(work, (1, 2), {"b": 3, "a": 4}))
try:
    _thread.start_new_thread(work, ())
except OSError as er:
    print(repr(er))
while len(done) < 2:
    pass
time.sleep_ms(1)
print(done, _thread.get_ident(), time.ticks_ms())

for args in ((work, 1), (work, (), 1)):
    try:
        _thread.start_new_thread(*args)
    except TypeError as er:
        print(er)


class Failure(Exception):
    pass


def fail(how):
    raise how


def depth(n):
    try:
        return depth(n + 1)
    except RuntimeError:
        return n


def deep(n):
    n = depth(n)
    print("deep enough" if n > 20 else n)
    raise RuntimeError("maximum recursion depth exceeded")


def big(n):
    return bytearray(n)


# How the function is printed tells where it lies in memory: methods are not.
class Run:
    def __repr__(self):
        return "<run>"

    def __call__(self, function, arg):
        function(arg)


run = Run()
for how in ((fail, Failure("why")), (deep, 0), (big, 10_000_000), (fail, SystemExit()), (sys.exit, 3), (print, "ok")):
    _thread.start_new_thread(run, how)
    time.sleep_ms(60)
_thread.start_new_thread(lambda: _thread.exit(), [])
time.sleep_ms(1)
print("main goes on")

# board: esp32
# FreeRTOS's tasks share one processor; there may be many of them.
import _thread, time

lock = _thread.allocate_lock()
log = []


def work(name, ms):
    for i in range(3):
        time.sleep_ms(ms)
        with lock:
            log.append(name)


idents = [_thread.start_new_thread(work, (name, ms)) for name, ms in (("a", 10), ("b", 14), ("c", 25))]
print(len(set(idents)), _thread.get_ident() in idents)
time.sleep_ms(100)
print(log)


def count(n):
    x = 0
    while x < n:
        x += 1


def timed(times):
    start = time.ticks_us()
    count(5000)
    times.append(time.ticks_diff(time.ticks_us(), start))


alone, shared = [], []
timed(alone)
for i in range(2):
    _thread.start_new_thread(timed, (shared,))
timed(shared)
time.sleep_ms(50)
print([round(t / alone[0]) for t in shared])


def fail():
    raise ValueError("of a thread")


class Run:
    def __repr__(self):
        return "<run>"

    def __call__(self):
        fail()


_thread.start_new_thread(Run(), ())
time.sleep_ms(30)
held = []
try:
    while True:
        _thread.start_new_thread(time.sleep, (1,))
        held.append(1)
except OSError as er:
    print(er, len(held) > 10)

import io, select, time


class Source(io.IOBase):
    def __init__(self):
        self.polls = 0
        self.ready_at = time.ticks_add(time.ticks_ms(), 10)

    def ioctl(self, request, arg):
        self.polls += 1
        if request != 3:
            return -1
        return arg & 1 if time.ticks_diff(time.ticks_ms(), self.ready_at) >= 0 else 0


source = Source()
poller = select.poll()
poller.register(source, select.POLLIN)
print(poller.poll(0), poller.poll(2))
start = time.ticks_ms()
print([(obj is source, events) for obj, events in poller.poll()])
print(5 <= time.ticks_diff(time.ticks_ms(), start) <= 10, source.polls < 30)
print([events for obj, events in poller.ipoll(100)])
poller.modify(source, select.POLLOUT)
print(poller.poll(1))
poller.unregister(source)
poller.unregister(source)
try:
    poller.modify(source, 1)
except OSError as er:
    print("OSError", er.errno)
try:
    poller.register(5)
except OSError as er:
    print(er)
r, w, x = select.select([source], [], [], 0.1)
print(r[0] is source, w, x)

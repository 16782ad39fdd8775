import select, sys, time

poller = select.poll()
poller.register(sys.stdin, select.POLLIN)
start = time.ticks_ms()
print(poller.poll(50), 49 <= time.ticks_diff(time.ticks_ms(), start) <= 51)
print([obj is sys.stdout for obj in select.select([], [sys.stdout], [], 0)[1]])

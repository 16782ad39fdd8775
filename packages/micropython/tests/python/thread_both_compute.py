# Two cores compute at the same time: together they are as fast as one alone.
import _thread, time


def count(n):
    x = 0
    while x < n:
        x += 1


def both():
    global other
    start = time.ticks_us()
    count(5000)
    other = time.ticks_diff(time.ticks_us(), start)


start = time.ticks_us()
count(5000)
alone = time.ticks_diff(time.ticks_us(), start)
other = 0
_thread.start_new_thread(both, ())
start = time.ticks_us()
count(5000)
mine = time.ticks_diff(time.ticks_us(), start)
time.sleep_ms(1)
print(alone == mine, alone == other)

# One sees what the other has done, without any wait, and never before it was done.
step = 0
times = []


def answer():
    global step
    for i in range(20):
        while step != 2 * i + 1:
            pass
        times.append(time.ticks_us())
        step += 1


_thread.start_new_thread(answer, ())
for i in range(20):
    times.append(time.ticks_us())
    step += 1
    while step != 2 * i + 2:
        pass
print(step, times == sorted(times), len(times))

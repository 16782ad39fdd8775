# A lock makes two cores take turns; who waits for it gets it at the instant when it is released.
import _thread, time

lock = _thread.allocate_lock()
box = []
end = False


def produce():
    global end
    for i in range(5):
        with lock:
            box.append(i)
            time.sleep_ms(3)
            box.append(-i)
        time.sleep_ms(4)
    end = True


_thread.start_new_thread(produce, ())
time.sleep_us(500)
taken = []
while not end:
    with lock:
        taken.append((time.ticks_ms(), tuple(box)))
        box.clear()
    time.sleep_ms(1)
print([pair for pair in taken if pair[1]])

# Counting under a lock loses nothing.
count = 0


def add(n):
    global count
    for i in range(n):
        lock.acquire()
        count += 1
        lock.release()


time.sleep_ms(10)
_thread.start_new_thread(add, (500,))
add(500)
time.sleep_ms(20)
print(count)

# A lock may be released by another thread than the one that has it.
lock.acquire()


def release():
    time.sleep_ms(7)
    print(lock.locked(), lock.acquire(False))
    lock.release()


start = time.ticks_ms()
_thread.start_new_thread(release, ())
print(lock.acquire(), time.ticks_diff(time.ticks_ms(), start))

import _thread, micropython

lock = _thread.allocate_lock()
with lock:
    print(lock.locked(), lock.acquire(False), lock.acquire(0))
print(lock.locked(), lock.acquire(), type(lock) is _thread.LockType)
lock.release()
try:
    lock.release()
except RuntimeError:
    print("not locked")
print(_thread.get_ident(), _thread.stack_size(4096), _thread.stack_size())
print(lock.acquire(True, 1), lock.acquire(False, 1), repr(lock))
lock.release()
# A lock that is taken is waited for until something releases it.
lock.acquire()
from machine import Timer

Timer().init(mode=Timer.ONE_SHOT, period=20, callback=lambda timer: lock.release())
print(lock.acquire())
try:
    _thread.exit()
except SystemExit:
    print("exit")

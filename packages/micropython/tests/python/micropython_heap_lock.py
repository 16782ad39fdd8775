import micropython

locked = outcome = None  # Making a name takes memory as well.
print(micropython.heap_locked())
micropython.heap_lock()
micropython.heap_lock()
locked = micropython.heap_locked()
try:
    bytearray(100)
    outcome = "allocated"
except MemoryError:
    outcome = "MemoryError"
micropython.heap_unlock()
micropython.heap_unlock()
print(locked, outcome, micropython.heap_locked(), len(bytearray(100)))

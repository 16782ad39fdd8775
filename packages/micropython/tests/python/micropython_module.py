import micropython
from micropython import const

X = const(5)
print(X, micropython.alloc_emergency_exception_buf(100), micropython.opt_level(), micropython.stack_use() > 0)
ring = micropython.RingIO(4)
print(ring.write(b"abc"), ring.any(), ring.read())

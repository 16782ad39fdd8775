import micropython

log = []


def inner(x):
    log.append(x)


def outer(x):
    log.append("outer begins")
    micropython.schedule(inner, "inner")
    for i in range(10):
        pass
    log.append("outer ends")


micropython.schedule(outer, None)
for i in range(100):
    pass
print(log)

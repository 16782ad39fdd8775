# Bytecode loops of three kinds: counting, calls and attributes, containers.
class Point:
    def __init__(self, x):
        self.x = x

    def step(self, n):
        self.x = (self.x * 3 + n) % 1009
        return self.x


def counting(n):
    total = 0
    i = 0
    while i < n:
        total += i & 7
        i += 1
    return total


def calls(n):
    p = Point(1)
    for i in range(n):
        p.step(i)
    return p.x


def containers(n):
    data = list(range(64))
    total = 0
    for i in range(n):
        data[i & 63] = data[(i + 7) & 63] + 1
        total ^= data[i & 31]
    return total


counting(300000)
calls(100000)
containers(150000)

import micropython


def failing(x):
    raise ValueError(x)


micropython.schedule(failing, 5)
for i in range(10):
    pass
print("program goes on")

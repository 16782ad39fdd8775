# Nothing scheduled runs while a scheduled function runs, so its queue can be filled.
import micropython

done = False
ran = 0


def count(x):
    global ran
    ran += 1


def fill(x):
    global done
    n = 0
    try:
        while True:
            micropython.schedule(count, n)
            n += 1
    except RuntimeError as er:
        print(n, er)
    done = True


micropython.schedule(fill, None)
while not done or ran < 8:
    pass
print(ran)

from machine import WDT

for args in ((1,), (0, 8389), (0, -1)):
    try:
        WDT(*args)
    except ValueError as er:
        print(er)

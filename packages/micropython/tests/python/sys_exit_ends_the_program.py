import sys

try:
    print("before")
    sys.exit(3)
finally:
    print("finally")
print("not reached")

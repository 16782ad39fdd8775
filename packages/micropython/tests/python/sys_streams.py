import sys

print(sys.stdout.write("text\n"))
print(sys.stdout.buffer.write(b"bytes\n"))
print("to stderr", file=sys.stderr)
sys.stderr.write("too\n")
try:
    sys.stdin.write("x")
except OSError as er:
    print("OSError", er.errno)
try:
    sys.stdout.read(1)
except OSError as er:
    print("OSError", er.errno)
print(hasattr(sys.stdin, "readline"), hasattr(sys.stdin, "buffer"))

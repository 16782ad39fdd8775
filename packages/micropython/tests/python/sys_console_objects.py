import sys

print(sys.stdin, sys.stdout, sys.stderr)
print(sys.stdin.buffer, type(sys.stdout), type(sys.stdout.buffer))

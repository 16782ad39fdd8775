import machine

try:
    machine.soft_reset()
except SystemExit:
    print("SystemExit")

import machine

print(len(machine.unique_id()), type(machine.unique_id()), machine.unique_id() == machine.unique_id())
print(machine.freq() >= 100000000, type(machine.freq()))
print(machine.reset_cause() == machine.PWRON_RESET, machine.PWRON_RESET, machine.WDT_RESET)
machine.idle()
try:
    machine.freq(1)
except ValueError as er:
    print(er)
print(hasattr(machine, "DAC"), hasattr(machine, "TouchPad"))

import machine, micropython, os, select, sys, time

for module in (machine, micropython, os, select, sys, time):
    try:
        module.something = 1
        print("changed", module)
    except AttributeError as er:
        print(er)
    private = [name for name in dir(module) if name[0] == "_" and name[1] != "_"]
    print(module, private, "__file__" in dir(module))
# What is not a constant of sys.
sys.path = ["/lib"]
print(sys.path)
sys.path = ["", ".frozen", "/lib"]
sys.ps1 = "? "
print(sys.ps1)

import micropython

try:

    @micropython.asm_thumb
    def add(r0, r1):
        add(r0, r0, r1)

except NotImplementedError as er:
    print(er)

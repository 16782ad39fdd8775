from machine import Pin


class Button(Pin):
    def __init__(self, id):
        super().__init__(id, Pin.IN, Pin.PULL_UP)
        self.presses = 0

    def pressed(self):
        return not self.value()


button = Button(14)
print(button.pressed(), button.presses, isinstance(button, Pin))
print(Pin(14) is button, button)

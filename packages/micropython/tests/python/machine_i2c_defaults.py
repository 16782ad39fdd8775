from machine import I2C, Pin

i2c = I2C(0)
text = str(i2c)
print(text.startswith("I2C(0, freq="), text.endswith(", scl=5, sda=4, timeout=50000)"))
print(I2C(0) is i2c, I2C() is i2c)
other = I2C(1, scl=Pin(3), sda=Pin(2), freq=100000, timeout=1000)
print(str(other).endswith(", scl=3, sda=2, timeout=1000)"))
print(I2C(id=1) is other, str(I2C(1)) == str(other))

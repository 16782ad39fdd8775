# board: esp32
# The order of a dictionary follows from hashes of sixteen bits.
print({"a": 1, "b": 2, "c": 3}, {"temperature": 1, "humidity": 2, "pressure": 3})

# The order of a dictionary follows from hashes of eight bits.
import json

print({"a": 1, "b": 2, "c": 3}, {"temperature": 1, "humidity": 2, "pressure": 3}, {1: "a", 2: "b"})
numbers = {}
for name in "one two three four five six seven".split():
    numbers[name] = len(name)
print(json.dumps(numbers), "five" in numbers, numbers["seven"])
print({"x", "y", "z"}, {b"k": 1, "k": 2, 3: 3})
made = {"".join(("na", "me")): 1}
print(made["name"], numbers.pop("one"), list(numbers)[0])

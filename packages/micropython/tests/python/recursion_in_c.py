import json, re

nested = []
for i in range(2000):
    nested = [nested]
for what in (lambda: repr(nested), lambda: json.dumps(nested), lambda: re.match("(a*)*", "aaa")):
    try:
        what()
    except RuntimeError as er:
        print(er)
few = []
for i in range(50):
    few = [few]
print(len(repr(few)), re.match("(a|b)*c", "ab" * 20 + "c").group(0))

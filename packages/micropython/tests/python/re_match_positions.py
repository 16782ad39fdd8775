# groups, span, start and end, which the RP2040 port has.
import re, ure

found = re.search("(n+)(x)?(.)", "bañnna")
print(found, found.group(0), found.groups())
print([found.span(i) for i in range(4)], found.start(), found.end(3))
print(re.search(b"a(.)", b"\xc3\xb1abc").span(1))
for no in (4, -1):
    try:
        found.span(no)
    except IndexError as er:
        print("IndexError", er)
word = re.compile("[a-z]+")
print(word.match("..."), word.match("ab cd").span(), word.search("1 ab").span())
print(word.sub(lambda m: "<%d-%d>" % m.span(), "ab, cde"), re.sub(word, "x", "ab, cde", 1))
print(re.match(word, "ab").groups(), word.split("1a2b3"), type(found), ure is re)

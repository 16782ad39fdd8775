import os

os.mkdir("/pkg")
os.mkdir("/pkg/sub")
for path, text in (
    ("/pkg/__init__.py", "from . import a\nfrom .a import value as again\nname = __name__\n"),
    ("/pkg/a.py", "from .sub import b\nvalue = b.value + 1\n"),
    ("/pkg/sub/__init__.py", ""),
    ("/pkg/sub/b.py", "from .. import name_of\nvalue = 41\n" if False else "from ..c import base\nvalue = base\n"),
    ("/pkg/c.py", "base = 41\n"),
):
    with open(path, "w") as f:
        f.write(text)
import pkg

print(pkg.a.value, pkg.again, pkg.name, pkg.a.b.__name__)
import pkg.sub.b as b
from pkg.sub import b as b2

print(b is b2)
try:
    exec("from . import x")
except ImportError as er:
    print(er)

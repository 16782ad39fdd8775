"""Makes modules of Python code look like a board's built-in ones, and finds what an import means."""

import builtins
import _hal, _common
import uos, usys
from uctypes import bytearray_at as _bytearray_at

_modules = usys.modules
_path = usys.path
_stat = uos.stat
_c_import = builtins.__import__

# Dictionaries that nothing but a module in static memory points to.
_kept = []
# Modules that the interpreter would not find, or find something else for.
_own = {}
# Those that are frozen Python code on a board too: their parts by full name.
_frozen = {}
# What is frozen in the interpreter and on no board: a file of that name comes first wherever it is.
_EXTRAS = ("abc", "base64", "copy", "datetime", "fnmatch", "functools", "gzip", "hmac", "html", "inspect", "itertools")
_EXTRAS += ("locale", "logging", "operator", "pathlib", "stat", "string", "tarfile", "types", "unittest", "uu", "zlib")
# Those that lie in /rom and are compiled when a program imports them, as what is installed on a board is.
_INSTALLED = ("tickless", "unittest")
# The path as it was before an import for which the frozen modules are out of the way.
_whole_path = None


def become(module, names):
    """Gives a module new contents, which a program cannot change, by writing to the structures of the C code."""
    names["__name__"] = module.__name__
    _kept.append(names)
    _bytearray_at(id(module) + 4, 4)[:] = id(names).to_bytes(4, "little")
    # The mark of a dictionary in flash.
    flags = _bytearray_at(id(names) + 4, 1)
    flags[0] |= 2


def public(module):
    """What a module offers, without what is its own business."""
    return {name: value for name, value in module.__dict__.items() if name[0] != "_"}


def new(name, names):
    """A built-in module that the interpreter does not have."""
    module = _c_import("_blank")
    del _modules["_blank"]
    module.__name__ = name
    become(module, names)
    return module


def add(name, module):
    """`import name` means this module, unless there is a file of that name. "a.b" is a part of the package a, which is made for it."""
    head = name.split(".", 1)[0]
    if head == name:
        _own[name] = module
        return
    if head not in _own:
        package = _c_import("_blank")
        del _modules["_blank"]
        package.__name__ = package.__path__ = head
        _own[head] = package
        _frozen[head] = {head: package}
    _frozen[head][name] = module


def add_frozen(name):
    """The same for a package that has been imported, which on a board is in the list of modules once it is imported."""
    _own[name] = _modules[name]
    _frozen[name] = parts = {}
    for key in _modules:
        if key == name or key.startswith(name + "."):
            parts[key] = _modules[key]
            parts[key].__file__ = parts[key].__file__.replace("/rom/", "")


def _find(name):
    """1 if a file or folder comes before what is frozen, 2 if after, 0 if there is none."""
    found = 1
    for folder in _path:
        if folder == ".frozen":
            found = 2
            continue
        base = folder + "/" + name if folder else name
        for end in ("", ".py", ".mpy"):
            try:
                is_folder = _stat(base + end)[0] & 0x4000
            except OSError:
                continue
            if is_folder or end:
                return found
    return 0


def _absolute(name, package, level):
    """The full name of what `from .name import` means in a module."""
    base = package["__name__"] if package else "__main__"
    if not package or "__path__" not in package:
        level += 1
    parts = base.split(".")
    if level > len(parts):
        raise ImportError("can't perform relative import")
    base = ".".join(parts[: len(parts) - level + 1])
    return base + "." + name if name else base


def _globals_of(address):
    # An import statement says them, a call of `__import__` does not.
    holder = (0, None)
    _bytearray_at(id(holder) + 8, 4)[:] = address.to_bytes(4, "little")
    return holder[0]


def _import(name, globals=None, locals=None, fromlist=None, level=0):
    global _path, _whole_path
    if type(name) is not str or level < 0:
        return _c_import(name, None, None, fromlist, level)
    if level > 0:
        if globals is None:
            globals = _globals_of(_hal.caller_globals())
        # The C code would take the package of the running function, which is this one.
        name = _absolute(name, globals, level)
        fromlist = fromlist or ()
    if _path is not usys.path:
        _path = usys.path  # The program has replaced the list.
    if _whole_path:
        _path[:] = _whole_path
        _whole_path = None
    head = name.split(".", 1)[0]
    if head not in _modules:
        if name in _INSTALLED and _find(name) != 1:
            return import_installed(name)
        own = _own.get(head)
        if own is not None or head in _EXTRAS:
            found = _find(head)
            if found == 2 and head not in _frozen:
                return _import_file(name, fromlist)
            if own is not None and found != 1:
                if head not in _frozen:
                    if name == head:
                        return own
                    raise ImportError("no module named '%s'" % name)
                _modules.update(_frozen[head])
        elif head == "js" or head == "jsffi":
            raise ImportError("no module named '%s'" % name)
    if name != head and name in _frozen.get(head, ()) and name in _modules:
        setattr(_modules[head], name[len(head) + 1 :], _modules[name])
    return _c_import(name, None, None, fromlist, 0)


def _import_file(name, fromlist):
    """An import that does not see what is frozen. The imports in it do: the first puts the path right again."""
    global _whole_path
    _whole_path = list(_path)
    _path.remove(".frozen")
    try:
        return _c_import(name, None, None, fromlist, 0)
    finally:
        if _whole_path:
            _path[:] = _whole_path
            _whole_path = None


def import_installed(name):
    """A module of /rom. It, and no other, reaches what it needs of the board's own."""
    _modules["_hal"], _modules["_common"] = _hal, _common
    _path.insert(0, "/rom")
    try:
        return _c_import(name, None, None, (), 0)
    finally:
        _path.remove("/rom")
        del _modules["_hal"], _modules["_common"]


def install():
    builtins.__import__ = _import

"""Modules that a board has and this simulator does not, yet: importing one works, using it says so."""

import gc
from _builtin import new as _new
from _common import NotSimulated
from _hal import board_info
import _os

# What `from neopixel import *` gives.
NAMES = {
    "network": ("WLAN", "STA_IF", "AP_IF", "hostname", "country"),
    "bluetooth": ("BLE", "UUID"),
    "socket": ("socket", "getaddrinfo", "AF_INET", "AF_INET6", "SOCK_STREAM", "SOCK_DGRAM", "SOL_SOCKET", "SO_REUSEADDR"),
    "ssl": ("SSLContext", "wrap_socket"),
    "tls": ("SSLContext",),
    "requests": ("get", "post", "put", "request"),
    "ntptime": ("time", "settime"),
    "mip": ("install",),
    "webrepl": ("start", "stop"),
    "cryptolib": ("aes",),
}
if board_info("platform") == "esp32":
    NAMES["espnow"] = ("ESPNow", "ESPNowError")
    NAMES["umqtt.simple"] = NAMES["umqtt.robust"] = ("MQTTClient", "MQTTException")
else:
    NAMES["aioble"] = ("scan", "advertise", "register_services", "Service", "Characteristic")
    NAMES["lwip"] = ("socket", "getaddrinfo")
# What is C code on a board has its old name as well.
_OLD_NAMES = ("bluetooth", "cryptolib", "requests", "socket")


def module(name, names):
    def get(attr):
        if attr[:2] == "__":
            raise AttributeError(attr)
        return NotSimulated(name + "." + attr)

    contents = {attr: NotSimulated(name + "." + attr) for attr in names}
    contents["__getattr__"] = get
    return _new(name, contents)


def modules():
    """All of them by name."""
    made = {}
    for name, names in NAMES.items():
        made[name] = module(name, names)
        # What making one leaves behind would lie between the next.
        gc.collect()
    made["vfs"] = _new("vfs", {name: _os.names[name] for name in ("mount", "umount", "VfsFat", "VfsLfs2")})
    for name in _OLD_NAMES:
        made["u" + name] = made[name]
    return made

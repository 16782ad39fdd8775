"""Modules that a board has and this simulator does not, yet: importing one works, using it says so."""

from _builtin import new as _new
from _common import NotSimulated

# What `from neopixel import *` gives.
NAMES = {
    "rp2": ("PIO", "StateMachine", "PIOASMError", "asm_pio", "asm_pio_encode", "DMA", "Flash", "bootsel_button", "country"),
    "neopixel": ("NeoPixel",),
    "dht": ("DHTBase", "DHT11", "DHT22"),
    "onewire": ("OneWire", "OneWireError"),
    "_onewire": (),
    "ds18x20": ("DS18X20",),
    "network": ("WLAN", "STA_IF", "AP_IF", "hostname", "country"),
    "bluetooth": ("BLE", "UUID"),
}


def module(name, names):
    def get(attr):
        if attr[:2] == "__":
            raise AttributeError(attr)
        return NotSimulated(name + "." + attr)

    contents = {attr: NotSimulated(name + "." + attr) for attr in names}
    contents["__getattr__"] = get
    return _new(name, contents)

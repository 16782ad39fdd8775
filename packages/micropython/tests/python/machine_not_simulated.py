import machine

for name in ("SPI", "I2S", "bitstream"):
    try:
        getattr(machine, name)(0)
    except NotImplementedError as er:
        print(er)
import neopixel, dht, onewire, network, bluetooth, rp2
from neopixel import NeoPixel

for use in (lambda: NeoPixel(0, 8), lambda: dht.DHT22(0), lambda: network.WLAN(network.STA_IF), lambda: rp2.PIO(0)):
    try:
        use()
    except NotImplementedError as er:
        print(er)

import machine

for name in ("I2S", "USBDevice"):
    try:
        getattr(machine, name)(0)
    except NotImplementedError as er:
        print(er)
import network, bluetooth, rp2
from network import WLAN

for use in (lambda: WLAN(0), lambda: network.WLAN(network.STA_IF), lambda: bluetooth.BLE(), lambda: rp2.DMA()):
    try:
        use()
    except NotImplementedError as er:
        print(er)

import socket, usocket, ssl, requests, urequests, ntptime, mip, cryptolib, aioble, os, vfs

print(usocket is socket)
uses = (lambda: socket.getaddrinfo("a", 80), lambda: ssl.wrap_socket(0), lambda: requests.get("a"), lambda: ntptime.settime())
for use in uses + (lambda: vfs.VfsLfs2(0), lambda: os.VfsLfs2.mkfs(0), lambda: cryptolib.aes(b"", 1)):
    try:
        use()
    except NotImplementedError as er:
        print(er)
print(hasattr(vfs, "VfsPosix"), hasattr(os, "VfsPosix"))

# board: esp32
import sys

print(sorted(name for name in dir() if name != "__file__"))
print(bdev, gc.mem_free() > 100_000)
import machine, os, time, esp, esp32
import machine as m

print(sys.platform, sys.version, os.uname().machine, sys.implementation._build)
print(machine.unique_id(), machine.freq())
machine.freq(240_000_000)
print(machine.freq())
try:
    machine.freq(125_000_000)
except ValueError as exc:
    print(exc)
start = time.ticks_cpu()
time.sleep_us(100)
print(23_000 < time.ticks_diff(time.ticks_cpu(), start) < 30_000)
print(esp32.raw_temperature(), len(esp32.idf_heap_info(esp32.HEAP_DATA)), esp.flash_size(), esp.osdebug(None))
print([hasattr(esp32, name) for name in ("hall_sensor", "mcu_temperature", "NVS")])
print([hasattr(machine, name) for name in ("SDCard", "TouchPad", "DAC", "I2S", "USBDevice", "ADCBlock", "Signal")])
for name in ("rp2", "_rp2", "js"):
    try:
        __import__(name)
        print(name)
    except ImportError as exc:
        print(exc)
import network, bluetooth, espnow, socket, vfs

for f in (
    lambda: network.WLAN(network.STA_IF),
    lambda: bluetooth.BLE(),
    lambda: espnow.ESPNow(),
    lambda: socket.socket(),
    lambda: esp32.RMT(0, pin=machine.Pin(18)),
    lambda: machine.I2S(0),
    lambda: vfs.VfsLfs2,
):
    try:
        print(f())
    except NotImplementedError as exc:
        print(exc)
import neopixel, dht, onewire, ds18x20, asyncio

np = neopixel.NeoPixel(machine.Pin(4), 3)
np[0] = (255, 0, 1)
np.write()
try:
    dht.DHT22(machine.Pin(15)).measure()
except OSError as exc:
    print(exc)
print(onewire.OneWire(machine.Pin(12)).scan())


async def main():
    await asyncio.sleep_ms(10)
    print("asyncio")


asyncio.run(main())
print(time.time() > 700_000_000, time.localtime(0))

"""esp of the ESP32 port."""

from machine import dht_readinto
from _common import NotSimulated as _NotSimulated

LOG_NONE = 0
LOG_ERROR = 1
LOG_WARNING = 2
LOG_INFO = 3
LOG_DEBUG = 4
LOG_VERBOSE = 5

flash_read = _NotSimulated("esp.flash_read")
flash_write = _NotSimulated("esp.flash_write")
flash_erase = _NotSimulated("esp.flash_erase")
gpio_matrix_in = _NotSimulated("esp.gpio_matrix_in")
gpio_matrix_out = _NotSimulated("esp.gpio_matrix_out")


def osdebug(uart, level=0):
    # There is no log of the system below.
    pass


def flash_size():
    return 4194304


def flash_user_start():
    return 0x200000

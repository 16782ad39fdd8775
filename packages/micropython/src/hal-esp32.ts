import type { Mcu } from "@tickless/sim-core";
import type { HalHost } from "./hal-host.js";

/* The HAL's calls that only the Python side of the ESP32 makes. */

const KEPT = 0;
const INVERTED = 2;
const LIGHT = 2;
const DEEP = 4;

export function esp32(mcu: Mcu, host: HalHost) {
  return { ...analog(mcu, host), ...storage(mcu, host), ...counters(mcu), ...waking(mcu) };
}

function analog({ ledc, adc, dac, touch, spec }: Mcu, host: HalHost) {
  const converted = <Result>(read: (channel: number) => Result) => {
    return (channel: number): Result => {
      host.charge(spec.adc.conversionNs);
      return read(channel);
    };
  };
  return {
    pwm_start: (gpio: number, hz: number, duty: number, inNs: number, inversion: number) =>
      ledc?.start(gpio, hz, duty, inNs !== 0, inversion === KEPT ? undefined : inversion === INVERTED) ?? -1,
    adc_init: (channel: number) => adc.init(channel),
    adc_read: converted((channel: number) => adc.readRaw(channel)),
    adc_read_mv: converted((channel: number) => adc.readMillivolts(channel)),
    adc_atten: (channel: number, attenuation: number) =>
      attenuation < 0 ? adc.attenuation(channel) : adc.setAttenuation(channel, attenuation),
    adc_bits: (channel: number, bits: number) => (bits < 0 ? adc.bitsOf(channel) : adc.setBits(channel, bits)),
    dac_write: (gpio: number, value: number) => dac.write(gpio, value),
    touch_read: (gpio: number) => touch.read(gpio),
    touch_config: (gpio: number, threshold: number) => touch.setThreshold(gpio, threshold),
    chip_celsius: () => adc.celsius,
  };
}

function storage({ nvs, rtc, uart }: Mcu, host: HalHost) {
  const typeOf = (blob: number) => (blob === 0 ? "i32" : "blob");
  return {
    nvs_get: (namespace: string, key: string, blob: number) => {
      const value = nvs.get(namespace, typeOf(blob), key);
      return value === undefined ? "" : `=${value}`;
    },
    nvs_set: (namespace: string, key: string, blob: number, value: string) =>
      nvs.set(namespace, typeOf(blob), key, blob === 0 ? Number(value) : value),
    nvs_erase: (namespace: string, key: string) => Number(nvs.erase(namespace, key)),
    rtc_memory_size: () => rtc.memory.length,
    rtc_memory_read: (address: number) => host.bytes(address, rtc.memory.length).set(rtc.memory),
    rtc_memory_write: (address: number, length: number) => rtc.setMemory(host.bytes(address, length)),
    uart_baud: (id: number) => uart.baud(id),
  };
}

/** A cycle of the counters' clock is 12.5 ns. */
const filterNs = (cycles: number): number => Math.floor(cycles * 12.5);

function counters({ pcnt }: Mcu) {
  const setters: Readonly<Record<string, (unit: number, value: number) => void>> = {
    min: (unit, value) => pcnt.set(unit, "min", value),
    max: (unit, value) => pcnt.set(unit, "max", value),
    trigger: (unit, value) => pcnt.set(unit, "trigger", value),
    filter: (unit, value) => pcnt.set(unit, "filterNs", filterNs(value)),
    threshold0: (unit, value) => pcnt.setThreshold(unit, 0, value),
    threshold1: (unit, value) => pcnt.setThreshold(unit, 1, value),
    run: (unit, value) => pcnt.run(unit, value !== 0),
    clear: (unit) => pcnt.clear(unit),
  };
  return {
    pcnt_connect: (unit: number, channel: number, pulse: number, control: number) =>
      pcnt.connect(unit, channel, pulse, control),
    pcnt_actions: (unit: number, channel: number, actions: number) => {
      const [rising, falling, low, high] = [0, 2, 4, 6].map((shift) => (actions >> shift) & 3) as [
        number,
        number,
        number,
        number,
      ];
      pcnt.setActions(unit, channel, { rising, falling, low, high });
    },
    pcnt_set: (unit: number, what: string, value: number) => setters[what]?.(unit, value),
    pcnt_get: (unit: number, which: number) =>
      which < 2 ? (which === 0 ? pcnt.count(unit) : pcnt.total(unit)) : pcnt.flags(unit, which === 3),
    pcnt_deinit: (unit: number) => pcnt.deinit(unit),
  };
}

function waking({ wake }: Mcu) {
  return {
    wake_ext0: (gpio: number, level: number, kinds: number) =>
      wake.setExt0(gpio, level ? 1 : 0, kinds & (LIGHT | DEEP)),
    wake_ext1: (gpios: string, high: number) => wake.setExt1(gpios ? gpios.split(",").map(Number) : [], high !== 0),
    wake_touch: (on: number) => wake.setTouch(on !== 0),
    wake_reason: () => wake.reason,
  };
}

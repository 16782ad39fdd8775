/**
 * Pins under other names than their part gives them: in other letters, as other boards and modules have them in print, or as people
 * call them. A wire to one leads where it is meant to, and that is told (in Wokwi it would be open).
 */
import type { DeviceDefinition, McuSpec } from "@tickless/sim-core";

/** Names of the same thing. A part that has several goes by the first of them. */
const SYNONYMS: readonly (readonly string[])[] = [
  ["GND", "VSS", "G", "-"],
  ["VCC", "VDD", "V+", "VIN", "5V", "3V3", "3.3V", "+"],
  ["SCL", "SCK", "CLK"],
  ["SDA", "DATA", "DAT"],
  ["MOSI", "SDI", "DIN", "DI"],
  ["MISO", "SDO", "DOUT"],
  ["CS", "SS", "CSN"],
  ["D/C", "DC", "RS"],
  ["RST", "RESET", "RES"],
  ["LED", "BL", "BLK"],
  ["IN", "SIG", "S"],
  ["AO", "AOUT", "A0"],
  ["DO", "DOUT", "D0"],
  ["SW", "SEL", "BTN"],
  ["HORZ", "X", "VRX"],
  ["VERT", "Y", "VRY"],
  ["A", "ANODE", "+"],
  ["C", "K", "CATHODE", "-"],
  ["1", "A", "-"],
  ["2", "B", "+"],
];
/** Of a board: a pin that gives 3.3 V is none that gives 5 V. */
const SUPPLIES: readonly (readonly string[])[] = [
  ["GND", "G", "-"],
  ["5V", "VIN", "VBUS", "VUSB", "+5V"],
  ["3V3", "3.3V", "3V3_OUT", "3V3(OUT)", "+3.3V", "+3V3"],
];
/** What the only signal of a part may be called. */
const SIGNAL = ["DATA", "DAT", "OUT", "SIG", "SIGNAL", "S", "D", "DQ", "DO", "SDA", "IN", "PIN", "PWM"];
/** Pins of an ESP32 that have names in print. */
const PRINTED: Readonly<Record<string, number>> = {
  ...{ TX: 1, TX0: 1, TXD: 1, TXD0: 1, RX: 3, RX0: 3, RXD: 3, RXD0: 3 },
  ...{ TX2: 17, TXD2: 17, RX2: 16, RXD2: 16, VP: 36, SVP: 36, VN: 39, SVN: 39 },
};

/** The pin of a part that `name` means, when none is called so; undefined: nobody knows. */
export function meantPin(definition: DeviceDefinition, name: string): string | undefined {
  const { mcu, pins } = definition;
  const wanted = name.trim();
  const gpio = mcu && gpioMeant(mcu, wanted.toUpperCase());
  return (
    anyCase(pins, wanted) ??
    mcu?.gpios.find((other) => other.gpio === gpio)?.pin ??
    numbered(pins, wanted) ??
    synonym(pins, wanted, mcu ? SUPPLIES : SYNONYMS) ??
    (mcu ? undefined : loneSignal(pins, wanted))
  );
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

const anyCase = (pins: readonly string[], name: string): string | undefined => pins.find((pin) => same(pin, name));

/**
 * "GPIO13", "IO13"; "D13" and "13" of an ESP32, where they cannot be mistaken: on a Pico a number may be the position of a pin as
 * well.
 */
function gpioMeant({ port }: McuSpec, name: string): number | undefined {
  const isEsp32 = port === "esp32";
  const number = (isEsp32 ? /^(?:GPIO|GP|IO|G|D|P)?_?(\d+)$/ : /^(?:GPIO|GP|IO)_?(\d+)$/).exec(name)?.[1];
  if (number !== undefined) return Number(number);
  return isEsp32 && Object.hasOwn(PRINTED, name) ? PRINTED[name] : undefined;
}

/** "GND" means "GND.1", and "GND.9" the one that there is. */
function numbered(pins: readonly string[], name: string): string | undefined {
  const stem = /^(.+)\.[^.]+$/.exec(name)?.[1] ?? name;
  return anyCase(pins, stem) ?? pins.find((pin) => same(pin.slice(0, stem.length + 1), `${stem}.`));
}

function synonym(pins: readonly string[], name: string, groups: typeof SYNONYMS): string | undefined {
  const stem = /^(.+)\.\d+$/.exec(name)?.[1] ?? name;
  for (const group of groups) {
    if (!group.some((other) => same(other, name) || same(other, stem))) continue;
    for (const other of group) {
      const found = numbered(pins, other);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** The one pin beside supply and ground. */
function loneSignal(pins: readonly string[], name: string): string | undefined {
  const [ground = [], supply = []] = SYNONYMS;
  const other = [...ground, ...supply, "NC"];
  const signals = pins.filter((pin) => !other.includes(pin));
  return signals.length === 1 && SIGNAL.some((each) => same(each, name)) ? signals[0] : undefined;
}

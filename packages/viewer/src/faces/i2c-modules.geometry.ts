import { box, mm } from "../board/plane.js";
import { pinsAt, type PartGeometry, type PartShape } from "./shape.js";

/* Small modules on I2C. Boxes and pins: Wokwi's board.json (BMP180) and @wokwi/elements 1.9.2; GY-BME280: a usual module. */

const whole = (width: number, height: number, pins: PartGeometry["pins"]): PartGeometry => {
  return { width, height, pins, body: box(0, 0, width, height), radius: 2.5 };
};

const barometer = whole(
  mm(18.04),
  mm(12.38),
  pinsAt(
    ["VCC", 66.94, 4.16],
    ["GND", 66.94, 13.57],
    ["SCL", 66.94, 23.17],
    ["SDA", 66.94, 32.77],
    ["3.3V", 66.94, 42.37],
  ),
);

const shown = (value: number, digits: number): string => String(Number(value.toFixed(digits)));

export const barometerShape: PartShape = {
  types: ["board-bmp180"],
  name: "Pressure sensor",
  geometry: () => barometer,
  describe: (_part, read) => {
    const [celsius, pascal] = [read.value("temperature"), read.value("pressure")];
    return Number.isNaN(celsius) ? "" : `${shown(celsius, 1)} °C, ${shown(pascal / 100, 1)} hPa`;
  },
};

const CLIMATE_PINS = ["VCC", "GND", "SCL", "SDA", "CSB", "SDO"];

const climate = whole(
  mm(18),
  mm(12.4),
  pinsAt(...CLIMATE_PINS.map((name, index) => [name, mm(9) + 9.6 * (index - 2.5), mm(11)] as const)),
);

export const climateShape: PartShape = {
  types: ["board-bme280", "wokwi-bme280"],
  name: "Climate sensor",
  geometry: () => climate,
  describe: (_part, read) => {
    const [celsius, pascal, humidity] = [read.value("temperature"), read.value("pressure"), read.value("humidity")];
    if (Number.isNaN(celsius)) return "";
    return `${shown(celsius, 1)} °C, ${shown(pascal / 100, 1)} hPa, ${shown(humidity, 1)} % humidity`;
  },
};

const motion = whole(
  mm(21.6),
  mm(16.2),
  pinsAt(
    ...["INT", "AD0", "XCL", "XDA", "SDA", "SCL", "GND", "VCC"].map((name, index) => {
      return [name, 7.28 + index * 9.589, 5.78] as const;
    }),
  ),
);

export const motionShape: PartShape = {
  types: ["wokwi-mpu6050"],
  name: "Motion sensor",
  geometry: () => motion,
  describe: (_part, read) => {
    const three = (name: string): string => ["X", "Y", "Z"].map((axis) => shown(read.value(name + axis), 2)).join(" ");
    if (Number.isNaN(read.value("accelX"))) return "";
    const sleep = read.value("awake") >= 0.5 ? "" : ", asleep";
    return `${three("accel")} g, ${three("rotation")} °/s${sleep}`;
  },
};

const PORTS = ["P0", "P1", "P2", "P3", "P4", "P5", "P6", "P7"];

const expander = whole(
  mm(28),
  mm(17),
  pinsAt(
    ...["VCC", "GND", "SDA", "SCL", "INT"].map((name, index) => [name, 5, 12.5 + index * 9.6] as const),
    ...PORTS.map((name, index) => [name, 31 + index * 9.6, 5] as const),
  ),
);

export const expanderShape: PartShape = {
  types: ["board-pcf8574"],
  name: "Port expander",
  geometry: () => expander,
  describe: (_part, read) => {
    const outputs = read.value("outputs");
    return Number.isNaN(outputs) ? "" : `P7 to P0 written as ${outputs.toString(2).padStart(8, "0")}`;
  },
};

const clock = whole(
  mm(25.8),
  mm(22.212),
  pinsAt(["GND", 9.5, 15], ["5V", 9.5, 25], ["SDA", 9.5, 34.5], ["SCL", 9.5, 44], ["SQW", 9.5, 54]),
);

export const clockModuleShape: PartShape = {
  types: ["wokwi-ds1307"],
  name: "Real-time clock",
  geometry: () => clock,
};

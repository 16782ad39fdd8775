import { box, mm } from "../board/plane.js";
import { pinsAt, type PartGeometry, type PartShape } from "./shape.js";

/* Sensors on one wire, and a thermometer in the same case as one of them. DHT22: box and pins of @wokwi/elements 1.9.2; DS18B20 and LM35: those of Wokwi's board.json, 8.564 × 13.388 mm. */

const dht: PartGeometry = {
  width: mm(15.1),
  height: mm(30.885),
  pins: pinsAt(["VCC", 15, 114.9], ["SDA", 24.5, 114.9], ["NC", 34.1, 114.9], ["GND", 43.8, 114.9]),
  body: box(0, 0, mm(15.1), 96),
  radius: 3,
};

const degrees = (celsius: number): string => `${Number(celsius.toFixed(1))} °C`;

export const humiditySensorShape: PartShape = {
  types: ["wokwi-dht22", "wokwi-dht11"],
  name: "Humidity sensor",
  geometry: () => dht,
  describe: (_part, read) => {
    const [celsius, humidity] = [read.value("temperature"), read.value("humidity")];
    if (Number.isNaN(celsius) || Number.isNaN(humidity)) return "";
    const state = read.value("answering") >= 0.5 ? ", answering" : "";
    return `${degrees(celsius)}, ${Number(humidity.toFixed(1))} % humidity${state}`;
  },
};

const thermometer: PartGeometry = {
  width: mm(8.564),
  height: mm(13.388),
  pins: pinsAt(["GND", 5.52, 49.13], ["DQ", 15.12, 49.13], ["VCC", 24.72, 49.13]),
  body: box(1.2, 0, 30, 29),
  radius: 4,
};

const analogThermometer: PartGeometry = {
  ...thermometer,
  pins: pinsAt(["VCC", 5.52, 49.13], ["OUT", 15.12, 49.13], ["GND", 24.72, 49.13]),
};

export const analogThermometerShape: PartShape = {
  types: ["board-lm35"],
  name: "Thermometer",
  geometry: () => analogThermometer,
  describe: (_part, read) => {
    const celsius = read.value("temperature");
    return Number.isNaN(celsius) ? "" : degrees(celsius);
  },
};

export const thermometerShape: PartShape = {
  types: ["wokwi-ds18b20", "board-ds18b20"],
  name: "Thermometer",
  geometry: () => thermometer,
  describe: (_part, read) => {
    const [celsius, measured] = [read.value("temperature"), read.value("measured")];
    if (Number.isNaN(celsius) || Number.isNaN(measured)) return "";
    const told = read.value("converting") >= 0.5 ? "converting" : `last told ${Number(measured.toFixed(4))} °C`;
    return `${degrees(celsius)}, ${told}`;
  },
};

import { BOUNCE_PROFILES } from "@tickless/devices/bounce";
import type { AttributeForm } from "tickless/parts/definition";
import type { PartModel } from "../protocol/project.js";

/* Which attributes of a part can be set, and how they are asked for. */

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly input: "text" | "number" | "choice" | "switch";
  /** For "choice". */
  readonly choices?: readonly string[];
  /** What holds when nothing is set. */
  readonly fallback: string;
  readonly min?: number;
  readonly max?: number;
  readonly unit?: string;
  readonly hint?: string;
  /** Asked for only when this attribute has this value. */
  readonly when?: { readonly name: string; readonly value: string };
}

const LED_COLOURS = ["red", "green", "blue", "yellow", "orange", "white", "purple", "cyan"];
const COMMON = ["anode", "cathode"];
const KEY_COLOURS = ["red", "green", "blue", "yellow", "white", "black", "grey"];
const custom = { name: "bounceProfile", value: "custom" };

const label: Field = { name: "label", label: "Label", input: "text", fallback: "" };
const choice = (name: string, text: string, choices: readonly string[], fallback: string): Field => ({
  name,
  label: text,
  input: "choice",
  choices,
  fallback,
});

/** How contacts bounce. */
const BOUNCE: readonly Field[] = [
  choice("bounceProfile", "Bounce profile", [...Object.keys(BOUNCE_PROFILES), "custom"], "wokwi"),
  { name: "bounce", label: "Bounces", input: "switch", fallback: "1" },
  {
    name: "bouncePressUs",
    label: "Press, median",
    input: "number",
    fallback: "1000",
    min: 0,
    max: 1e6,
    unit: "µs",
    when: custom,
  },
  {
    name: "bounceReleaseUs",
    label: "Release, median",
    input: "number",
    fallback: "1000",
    min: 0,
    max: 1e6,
    unit: "µs",
    when: custom,
  },
  {
    name: "bounceMaxUs",
    label: "Longest",
    input: "number",
    fallback: "2000",
    min: 0,
    max: 1e6,
    unit: "µs",
    when: custom,
  },
  {
    name: "bounceTransitions",
    label: "Edges",
    input: "text",
    fallback: "11-99",
    hint: "a number or a range",
    when: custom,
  },
];

const BUTTON: readonly Field[] = [
  ...BOUNCE,
  { name: "glitchesPerSecond", label: "Glitches", input: "number", fallback: "0", min: 0, max: 100_000, unit: "per s" },
  choice("color", "Colour", KEY_COLOURS, "red"),
  { name: "key", label: "Key", input: "text", fallback: "", hint: "on the keyboard" },
  label,
];

const axes = (name: string, text: string, limit: number, unit: string): Field[] =>
  ["X", "Y", "Z"].map((axis) => ({
    ...{ name: name + axis, label: `${text} ${axis}`, input: "number" as const, unit, min: -limit, max: limit },
    fallback: name === "accel" && axis === "Z" ? "1" : "0",
  }));

const MOTION: readonly Field[] = [
  ...axes("accel", "Acceleration", 16, "g"),
  ...axes("rotation", "Rotation", 2000, "°/s"),
  { name: "temperature", label: "Temperature", input: "number", fallback: "24", min: -40, max: 85, unit: "°C" },
];

const LCD: readonly Field[] = [
  choice("pins", "Pins", ["full", "i2c"], "full"),
  {
    ...{
      name: "i2cAddress",
      label: "I²C address",
      input: "text",
      fallback: "0x27",
      hint: "0x20 to 0x27, 0x38 to 0x3f",
    },
    when: { name: "pins", value: "i2c" },
  },
  choice("variant", "Characters", ["A00", "A02"], "A00"),
  choice("background", "Colour", ["green", "blue"], "green"),
];

const PACKAGE = choice("pixelSize", "Package", ["5050", "3535", "2020"], "5050");

const matrix = (layout: string, brightness: string): readonly Field[] => [
  { name: "rows", label: "Rows", input: "number", fallback: "8", min: 1, max: 64 },
  { name: "cols", label: "Columns", input: "number", fallback: "8", min: 1, max: 64 },
  { name: layout, label: "Wired", input: "choice", choices: ["", "serpentine"], fallback: "" },
  { name: brightness, label: "Brightness", input: "number", fallback: "1", min: 0, max: 10 },
];

/** What the air is like at first. */
const CLIMATE: readonly Field[] = [
  {
    name: "temperature",
    label: "Temperature at first",
    input: "number",
    fallback: "24",
    min: -40,
    max: 80,
    unit: "°C",
  },
  { name: "humidity", label: "Humidity at first", input: "number", fallback: "40", min: 0, max: 100, unit: "%" },
];

const SOUND: readonly Field[] = [
  { name: "sound", label: "Sound at first", input: "number", fallback: "0", min: 0, max: 1 },
  { name: "frequency", label: "Tone", input: "number", fallback: "440", min: 1, max: 5000, unit: "Hz" },
  { name: "threshold", label: "DOUT threshold", input: "number", fallback: "", min: 0, max: 60, unit: "V" },
];

const THERMOMETER: readonly Field[] = [
  { name: "temperature", label: "At first", input: "number", fallback: "22", min: -55, max: 125, unit: "°C" },
  { name: "deviceID", label: "Serial number", input: "text", fallback: "010203040506", hint: "12 hexadecimal digits" },
  choice("familyCode", "Family", ["28", "22", "10"], "28"),
];

const FORMS: Readonly<Record<string, readonly Field[]>> = {
  "wokwi-pushbutton": BUTTON,
  "wokwi-pushbutton-6mm": BUTTON,
  "wokwi-led": [choice("color", "Colour", LED_COLOURS, "red"), label],
  "wokwi-rgb-led": [choice("common", "Common pin", COMMON, "anode")],
  "wokwi-led-bar-graph": [choice("color", "Colour", [...LED_COLOURS, "GYR", "BCYR"], "red")],
  "wokwi-7segment": [
    choice("digits", "Digits", ["1", "2", "3", "4"], "1"),
    choice("common", "Common pin", COMMON, "anode"),
    choice("color", "Colour", LED_COLOURS, "red"),
    { name: "colon", label: "Colon", input: "switch", fallback: "0" },
  ],
  "wokwi-led-strip": [{ name: "pixels", label: "Pixels", input: "number", fallback: "8", min: 1, max: 4096 }, PACKAGE],
  "wokwi-led-ring": [{ name: "pixels", label: "Pixels", input: "number", fallback: "16", min: 1, max: 4096 }],
  "wokwi-led-matrix": [...matrix("layout", "brightness"), PACKAGE],
  "wokwi-neopixel-matrix": matrix("matrixLayout", "matrixBrightness"),
  "wokwi-buzzer": [{ name: "volume", label: "Volume", input: "number", fallback: "1", min: 0.01, max: 1 }],
  "wokwi-servo": [
    choice("horn", "Horn", ["single", "double", "cross"], "single"),
    { name: "hornColor", label: "Colour of the horn", input: "text", fallback: "#e8eaee", hint: "any CSS colour" },
  ],
  "wokwi-stepper-motor": [
    choice("display", "Shows", ["none", "steps", "angle"], "none"),
    { name: "arrow", label: "Colour of the arrow", input: "text", fallback: "", hint: "none, or any CSS colour" },
    { name: "gearRatio", label: "Gear", input: "text", fallback: "1:1", hint: "2:1, 64" },
  ],
  "wokwi-relay-module": [
    choice("transistor", "Transistor", ["npn", "pnp"], "npn"),
    { name: "bounce", label: "Bounces", input: "switch", fallback: "1" },
  ],
  "wokwi-clock-generator": [
    { name: "frequency", label: "Frequency", input: "text", fallback: "10k", unit: "Hz", hint: "10k, 1M, 0.5" },
  ],
  "wokwi-resistor": [
    { name: "value", label: "Resistance", input: "text", fallback: "1000", unit: "Ω", hint: "220, 4k7, 10k" },
  ],
  "wokwi-potentiometer": [
    { name: "value", label: "Position at first", input: "number", fallback: "0", min: 0, max: 1023 },
  ],
  "wokwi-slide-potentiometer": [
    { name: "value", label: "Position at first", input: "number", fallback: "0", min: 0, max: 1023 },
  ],
  "wokwi-slide-switch": [{ name: "value", label: "At the right at first", input: "switch", fallback: "0" }, ...BOUNCE],
  "wokwi-dip-switch-8": [
    { name: "values", label: "On at first", input: "text", fallback: "00000000", hint: "0 and 1, for 1 to 8" },
    ...BOUNCE,
  ],
  "wokwi-membrane-keypad": [choice("columns", "Columns", ["4", "3"], "4"), ...BOUNCE],
  "wokwi-ky-040": [
    { name: "speed", label: "Speed", input: "number", fallback: "40", min: 1, max: 1000, unit: "detents/s" },
    ...BOUNCE,
  ],
  "wokwi-analog-joystick": BOUNCE,
  "wokwi-tilt-switch": BOUNCE,
  "wokwi-photoresistor-sensor": [
    { name: "lux", label: "Light at first", input: "number", fallback: "500", min: 0.1, max: 100_000, unit: "lx" },
    { name: "rl10", label: "Cell at 10 lx", input: "number", fallback: "50", min: 0.01, max: 10_000, unit: "kΩ" },
    { name: "gamma", label: "Gamma", input: "number", fallback: "0.7", min: 0.01, max: 5 },
    { name: "threshold", label: "DO threshold", input: "number", fallback: "2.5", min: 0, max: 60, unit: "V" },
  ],
  "wokwi-ntc-temperature-sensor": [
    { name: "temperature", label: "At first", input: "number", fallback: "24", min: -55, max: 125, unit: "°C" },
    { name: "beta", label: "Beta", input: "number", fallback: "3950", min: 100, max: 10_000, unit: "K" },
  ],
  "board-lm35": [
    { name: "temperature", label: "At first", input: "number", fallback: "24", min: -55, max: 150, unit: "°C" },
  ],
  "wokwi-gas-sensor": [
    { name: "ppm", label: "Gas at first", input: "number", fallback: "400", min: 0, max: 100_000, unit: "ppm" },
    { name: "threshold", label: "DOUT threshold", input: "number", fallback: "4.4", min: 0, max: 60, unit: "V" },
  ],
  "wokwi-flame-sensor": [
    { name: "flame", label: "Flame at first", input: "number", fallback: "0", min: 0, max: 1 },
    { name: "threshold", label: "DOUT threshold", input: "number", fallback: "2.5", min: 0, max: 60, unit: "V" },
  ],
  "wokwi-big-sound-sensor": SOUND,
  "wokwi-small-sound-sensor": SOUND,
  "wokwi-heart-beat-sensor": [
    { name: "bpm", label: "Pulse at first", input: "number", fallback: "60", min: 0, max: 250, unit: "per min" },
  ],
  "wokwi-dht22": CLIMATE,
  "wokwi-dht11": CLIMATE,
  "wokwi-ds18b20": THERMOMETER,
  "board-ds18b20": THERMOMETER,
  "wokwi-pir-motion-sensor": [
    { name: "delayTime", label: "Hold time", input: "number", fallback: "5", min: 0, max: 3600, unit: "s" },
    { name: "inhibitTime", label: "Blind time", input: "number", fallback: "1.2", min: 0, max: 3600, unit: "s" },
    { name: "retrigger", label: "Retriggers", input: "switch", fallback: "1" },
  ],
  "wokwi-hc-sr04": [
    { name: "distance", label: "Target at first", input: "number", fallback: "400", min: 0, max: 500, unit: "cm" },
  ],
  "wokwi-hx711": [
    choice("type", "Load cell", ["50kg", "5kg", "gauge"], "50kg"),
    { name: "weight", label: "Load at first", input: "number", fallback: "0", min: 0, max: 50, unit: "kg" },
  ],
  "board-bmp180": [
    { name: "temperature", label: "At first", input: "number", fallback: "24", min: -40, max: 85, unit: "°C" },
    { name: "pressure", label: "Pressure", input: "number", fallback: "101325", min: 30_000, max: 110_000, unit: "Pa" },
  ],
  "board-bme280": [
    { name: "temperature", label: "Temperature", input: "number", fallback: "24", min: -40, max: 85, unit: "°C" },
    { name: "pressure", label: "Pressure", input: "number", fallback: "101325", min: 30_000, max: 110_000, unit: "Pa" },
    { name: "humidity", label: "Humidity", input: "number", fallback: "40", min: 0, max: 100, unit: "%" },
    choice("i2cAddress", "I²C address", ["0x76", "0x77"], "0x76"),
  ],
  "wokwi-mpu6050": MOTION,
  "wokwi-ds1307": [
    {
      name: "initTime",
      label: "Time at first",
      input: "text",
      fallback: "now",
      hint: "now, 0 or 2024-05-01T12:00:00Z",
    },
  ],
  "board-pcf8574": [
    { name: "i2cAddress", label: "I²C address", input: "text", fallback: "0x20", hint: "0x20 to 0x27, 0x38 to 0x3f" },
  ],
  "wokwi-tm1637-7segment": [choice("color", "Colour", LED_COLOURS, "red")],
  "wokwi-lcd1602": LCD,
  "wokwi-lcd2004": LCD,
  "board-ssd1306": [choice("i2cAddress", "I²C address", ["0x3c", "0x3d"], "0x3c")],
  "wokwi-ssd1306": [choice("i2cAddress", "I²C address", ["0x3c", "0x3d"], "0x3c")],
  "board-sh1106": [choice("i2cAddress", "I²C address", ["0x3c", "0x3d"], "0x3c")],
  "board-grove-oled-sh1107": [choice("i2cAddress", "I²C address", ["0x3c", "0x3d"], "0x3c")],
  "wokwi-max7219-matrix": [
    { name: "chain", label: "Modules", input: "number", fallback: "1", min: 1, max: 64 },
    choice("layout", "Layout", ["parola", "fc16"], "parola"),
    choice("color", "Colour", LED_COLOURS, "red"),
  ],
};

/** The fields to ask for: those of the part and, as text, whatever else is set. */
export const partFields = ({ type, attributes, own }: PartModel): readonly Field[] =>
  fieldsOf(type, attributes, own?.forms.map(fieldOf));

const fieldOf = ({
  name,
  label = name,
  choices,
  input = choices ? "choice" : "text",
  fallback = "",
  ...more
}: AttributeForm): Field => ({
  name,
  label,
  input,
  fallback,
  ...(choices ? { choices } : {}),
  ...more,
});

/** The same by the type and, as the project has it, its form. */
export function fieldsOf(
  type: string,
  attributes: Readonly<Record<string, unknown>>,
  form: readonly Field[] = FORMS[type] ?? [],
): readonly Field[] {
  const known = form.filter(({ when }) => !when || attributeText(attributes, when.name) === when.value);
  const others = Object.keys(attributes)
    .filter((name) => !form.some((field) => field.name === name))
    .map((name): Field => ({ name, label: name, input: "text", fallback: "" }));
  return [...known, ...others].map((field) => withPresent(field, attributes));
}

/** A choice that is set to something else can keep it. */
function withPresent(field: Field, attributes: Readonly<Record<string, unknown>>): Field {
  const present = attributeText(attributes, field.name);
  if (!field.choices || present === "" || field.choices.includes(present)) return field;
  return { ...field, choices: [...field.choices, present] };
}

/** What is set, as text; "" for nothing. */
export function attributeText(attributes: Readonly<Record<string, unknown>>, name: string): string {
  const value = attributes[name];
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

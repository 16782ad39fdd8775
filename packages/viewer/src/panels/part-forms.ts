import { BOUNCE_PROFILES } from "@tickless/devices/bounce";

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

const NAMES: Readonly<Record<string, string>> = {
  "board-pi-pico": "Raspberry Pi Pico",
  "board-pi-pico-w": "Raspberry Pi Pico W",
  "board-esp32-devkit-c-v4": "ESP32 DevKitC V4",
  "board-esp32-devkit-v1": "ESP32 DevKit V1",
  "wokwi-pushbutton": "Pushbutton",
  "wokwi-pushbutton-6mm": "Pushbutton, 6 mm",
  "wokwi-led": "LED",
  "wokwi-rgb-led": "RGB LED",
  "wokwi-led-bar-graph": "LED bar graph",
  "wokwi-7segment": "7-segment display",
  "wokwi-neopixel": "Addressable LED",
  "wokwi-led-strip": "LED strip WS2812B",
  "wokwi-led-ring": "LED ring WS2812B",
  "wokwi-led-matrix": "LED matrix WS2812B",
  "wokwi-neopixel-matrix": "NeoPixel matrix",
  "wokwi-stepper-motor": "Stepper motor",
  "wokwi-a4988": "Stepper driver A4988",
  "wokwi-74hc595": "Shift register 74HC595",
  "wokwi-74hc165": "Shift register 74HC165",
  "wokwi-gate-and-2": "AND gate",
  "wokwi-gate-nand-2": "NAND gate",
  "wokwi-gate-or-2": "OR gate",
  "wokwi-gate-nor-2": "NOR gate",
  "wokwi-gate-xor-2": "XOR gate",
  "wokwi-gate-xnor-2": "XNOR gate",
  "wokwi-gate-not": "NOT gate",
  "wokwi-gate-buffer": "Buffer",
  "wokwi-mux-2": "Multiplexer",
  "wokwi-flip-flop-d": "D flip-flop",
  "wokwi-flip-flop-dr": "D flip-flop with reset",
  "wokwi-flip-flop-dsr": "D flip-flop with set and reset",
  "wokwi-flip-flop-sr": "SR flip-flop",
  "wokwi-resistor": "Resistor",
  "wokwi-potentiometer": "Potentiometer",
  "wokwi-slide-potentiometer": "Slide potentiometer",
  "wokwi-slide-switch": "Slide switch",
  "wokwi-dip-switch-8": "DIP switch",
  "wokwi-membrane-keypad": "Membrane keypad",
  "wokwi-ky-040": "Rotary encoder KY-040",
  "wokwi-analog-joystick": "Joystick",
  "wokwi-tilt-switch": "Tilt switch",
  "wokwi-photoresistor-sensor": "Light sensor",
  "wokwi-ntc-temperature-sensor": "Temperature sensor, NTC",
  "wokwi-dht22": "Humidity sensor DHT22",
  "wokwi-dht11": "Humidity sensor DHT11",
  "wokwi-ds18b20": "Thermometer DS18B20",
  "board-ds18b20": "Thermometer DS18B20",
  "wokwi-pir-motion-sensor": "Motion sensor, PIR",
  "wokwi-hc-sr04": "Ultrasonic ranger HC-SR04",
  "wokwi-hx711": "Load cell with HX711",
  "board-bmp180": "Pressure sensor BMP180",
  "wokwi-mpu6050": "Motion sensor MPU-6050",
  "wokwi-ds1307": "Real-time clock DS1307",
  "board-pcf8574": "Port expander PCF8574",
  "wokwi-tm1637-7segment": "Clock display TM1637",
  "wokwi-lcd1602": "Character display, 2 × 16",
  "wokwi-lcd2004": "Character display, 4 × 20",
  "board-ssd1306": "OLED display SSD1306",
  "wokwi-ssd1306": "OLED display SSD1306",
  "board-sh1106": "OLED display SH1106",
  "board-grove-oled-sh1107": "OLED display SH1107",
  "wokwi-max7219-matrix": "LED matrix MAX7219",
  "wokwi-ili9341": "TFT display ILI9341",
  "board-ili9341-cap-touch": "TFT display ILI9341, touch",
  "board-st7789": "TFT display ST7789",
  "wokwi-gnd": "Ground",
  "wokwi-vcc": "Supply",
  "wokwi-text": "Text",
};

/** What people call a type of part. */
export function typeName(type: string): string {
  const words = type.replace(/^(wokwi|board|chip)-/, "").replaceAll("-", " ");
  return NAMES[type] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** The fields to ask for: those of the type and, as text, whatever else is set. */
export function fieldsOf(type: string, attributes: Readonly<Record<string, unknown>>): readonly Field[] {
  const form = FORMS[type] ?? [];
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

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

const BUTTON: readonly Field[] = [
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
  { name: "glitchesPerSecond", label: "Glitches", input: "number", fallback: "0", min: 0, max: 100_000, unit: "per s" },
  choice("color", "Colour", KEY_COLOURS, "red"),
  { name: "key", label: "Key", input: "text", fallback: "", hint: "on the keyboard" },
  label,
];

const FORMS: Readonly<Record<string, readonly Field[]>> = {
  "wokwi-pushbutton": BUTTON,
  "wokwi-pushbutton-6mm": BUTTON,
  "wokwi-led": [choice("color", "Colour", LED_COLOURS, "red"), label],
  "wokwi-resistor": [
    { name: "value", label: "Resistance", input: "text", fallback: "1000", unit: "Ω", hint: "220, 4k7, 10k" },
  ],
  "wokwi-potentiometer": [
    { name: "value", label: "Position at first", input: "number", fallback: "0", min: 0, max: 1023 },
  ],
  "wokwi-slide-potentiometer": [
    { name: "value", label: "Position at first", input: "number", fallback: "0", min: 0, max: 1023 },
  ],
  "board-ssd1306": [choice("i2cAddress", "I²C address", ["0x3c", "0x3d"], "0x3c")],
  "wokwi-ssd1306": [choice("i2cAddress", "I²C address", ["0x3c", "0x3d"], "0x3c")],
};

const NAMES: Readonly<Record<string, string>> = {
  "board-pi-pico": "Raspberry Pi Pico",
  "board-pi-pico-w": "Raspberry Pi Pico W",
  "board-esp32-devkit-c-v4": "ESP32 DevKit C",
  "wokwi-pushbutton": "Pushbutton",
  "wokwi-pushbutton-6mm": "Pushbutton, 6 mm",
  "wokwi-led": "LED",
  "wokwi-resistor": "Resistor",
  "wokwi-potentiometer": "Potentiometer",
  "wokwi-slide-potentiometer": "Slide potentiometer",
  "board-ssd1306": "OLED display SSD1306",
  "wokwi-ssd1306": "OLED display SSD1306",
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

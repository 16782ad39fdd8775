import { breadboardShape } from "./breadboard.geometry.js";
import { buttonShape } from "./button.geometry.js";
import { ledShape } from "./led.geometry.js";
import { groundShape, supplyShape, textShape } from "./passive.geometry.js";
import { picoShape } from "./pico.geometry.js";
import { potentiometerShape, slidePotentiometerShape } from "./potentiometer.geometry.js";
import { resistorShape } from "./resistor.geometry.js";
import type { PartShape } from "./shape.js";
import { ssd1306Shape } from "./ssd1306.geometry.js";
import { unknownShape } from "./unknown.geometry.js";

const SHAPES: readonly PartShape[] = [
  picoShape,
  buttonShape,
  ledShape,
  resistorShape,
  potentiometerShape,
  slidePotentiometerShape,
  ssd1306Shape,
  breadboardShape,
  groundShape,
  supplyShape,
  textShape,
];

const byType = new Map(SHAPES.flatMap((shape) => shape.types.map((type) => [type, shape] as const)));

/** What is known of a part type; a box with pins for types that have no face. */
export const shapeOf = (type: string): PartShape => byType.get(type) ?? unknownShape;

import { breadboardShape } from "./breadboard.geometry.js";
import { breadboardFace } from "./breadboard.js";
import { buttonShape } from "./button.geometry.js";
import { buttonFace } from "./button.js";
import type { Face } from "./face.js";
import { ledShape } from "./led.geometry.js";
import { ledFace } from "./led.js";
import { groundShape, supplyShape, textShape } from "./passive.geometry.js";
import { groundFace, supplyFace, textFace } from "./passive.js";
import { picoShape } from "./pico.geometry.js";
import { picoFace } from "./pico.js";
import { potentiometerShape, slidePotentiometerShape } from "./potentiometer.geometry.js";
import { potentiometerFace, slidePotentiometerFace } from "./potentiometer.js";
import { resistorShape } from "./resistor.geometry.js";
import { resistorFace } from "./resistor.js";
import type { PartShape } from "./shape.js";
import { ssd1306Shape } from "./ssd1306.geometry.js";
import { ssd1306Face } from "./ssd1306.js";
import { unknownFace } from "./unknown.js";

const FACES = new Map<PartShape, Face>([
  [picoShape, picoFace],
  [buttonShape, buttonFace],
  [ledShape, ledFace],
  [resistorShape, resistorFace],
  [potentiometerShape, potentiometerFace],
  [slidePotentiometerShape, slidePotentiometerFace],
  [ssd1306Shape, ssd1306Face],
  [breadboardShape, breadboardFace],
  [groundShape, groundFace],
  [supplyShape, supplyFace],
  [textShape, textFace],
]);

export const faceOf = (shape: PartShape): Face => FACES.get(shape) ?? unknownFace;

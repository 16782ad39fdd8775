import { flameSensorShape, gasSensorShape, heartBeatShape, soundSensorShape } from "./analog-modules.geometry.js";
import { irReceiverShape, irRemoteShape } from "./infrared.geometry.js";
import { nokiaShape } from "./nokia.geometry.js";
import { analyzerShape, multiplexer16Shape } from "./selectors.geometry.js";
import type { PartModel } from "../protocol/project.js";
import { breadboardShape } from "./breadboard.geometry.js";
import { buttonShape } from "./button.geometry.js";
import { buzzerShape } from "./buzzer.geometry.js";
import { shiftInShape, shiftOutShape, stepperDriverShape } from "./chips.geometry.js";
import { dipSwitchShape } from "./dip-switch.geometry.js";
import { encoderShape } from "./encoder.geometry.js";
import { barometerShape, climateShape, clockModuleShape, expanderShape, motionShape } from "./i2c-modules.geometry.js";
import { joystickShape } from "./joystick.geometry.js";
import { keypadShape } from "./keypad.geometry.js";
import { lcdShape } from "./lcd.geometry.js";
import { ledBarGraphShape } from "./led-bar-graph.geometry.js";
import { ledShape } from "./led.geometry.js";
import { analogThermometerShape, humiditySensorShape, thermometerShape } from "./line-sensors.geometry.js";
import { loadCellShape } from "./load-cell.geometry.js";
import { clockGeneratorShape, flipFlopShape, gateShape, multiplexerShape } from "./logic.geometry.js";
import { pixelMatrixShape, pixelRingShape, pixelShape, pixelStripShape } from "./neopixel.geometry.js";
import { esp32Shape } from "./esp32.geometry.js";
import { max7219Shape } from "./max7219.geometry.js";
import { groundShape, junctionShape, supplyShape, textShape } from "./passive.geometry.js";
import { ownShape } from "./own.geometry.js";
import { picoShape } from "./pico.geometry.js";
import { pirShape } from "./pir.geometry.js";
import { potentiometerShape, slidePotentiometerShape } from "./potentiometer.geometry.js";
import { rangerShape } from "./ranger.geometry.js";
import { relayShape } from "./relay.geometry.js";
import { resistorShape } from "./resistor.geometry.js";
import { rgbLedShape } from "./rgb-led.geometry.js";
import { sdCardShape } from "./sd-card.geometry.js";
import { servoShape } from "./servo.geometry.js";
import { sevenSegmentShape } from "./seven-segment.geometry.js";
import type { PartShape } from "./shape.js";
import { slideSwitchShape } from "./slide-switch.geometry.js";
import { lightSensorShape, temperatureSensorShape, tiltSwitchShape } from "./small-sensors.geometry.js";
import { ssd1306Shape } from "./ssd1306.geometry.js";
import { stepperMotorShape } from "./stepper-motor.geometry.js";
import { tftShape } from "./tft.geometry.js";
import { tm1637Shape } from "./tm1637.geometry.js";
import { unknownShape } from "./unknown.geometry.js";

const SHAPES: readonly PartShape[] = [
  picoShape,
  esp32Shape,
  buttonShape,
  ledShape,
  rgbLedShape,
  ledBarGraphShape,
  sevenSegmentShape,
  pixelShape,
  pixelStripShape,
  pixelRingShape,
  pixelMatrixShape,
  buzzerShape,
  servoShape,
  stepperMotorShape,
  stepperDriverShape,
  relayShape,
  shiftOutShape,
  shiftInShape,
  gateShape,
  multiplexerShape,
  flipFlopShape,
  clockGeneratorShape,
  multiplexer16Shape,
  analyzerShape,
  resistorShape,
  potentiometerShape,
  slidePotentiometerShape,
  slideSwitchShape,
  dipSwitchShape,
  keypadShape,
  encoderShape,
  joystickShape,
  tiltSwitchShape,
  lightSensorShape,
  temperatureSensorShape,
  analogThermometerShape,
  gasSensorShape,
  flameSensorShape,
  soundSensorShape,
  heartBeatShape,
  irReceiverShape,
  irRemoteShape,
  humiditySensorShape,
  thermometerShape,
  pirShape,
  rangerShape,
  loadCellShape,
  barometerShape,
  climateShape,
  motionShape,
  clockModuleShape,
  sdCardShape,
  expanderShape,
  tm1637Shape,
  lcdShape,
  ssd1306Shape,
  tftShape,
  nokiaShape,
  max7219Shape,
  breadboardShape,
  groundShape,
  junctionShape,
  supplyShape,
  textShape,
];

const byType = new Map(SHAPES.flatMap((shape) => shape.types.map((type) => [type, shape] as const)));

/** What is known of a part type; a box with pins for types that have no face. */
export const shapeOf = (type: string): PartShape => byType.get(type) ?? unknownShape;

/** What is known of a part, which may be the project's own. */
export const shapeOfPart = (part: PartModel): PartShape => (part.own ? ownShape(part) : shapeOf(part.type));

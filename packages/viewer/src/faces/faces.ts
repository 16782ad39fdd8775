import { flameSensorShape, gasSensorShape, heartBeatShape, soundSensorShape } from "./analog-modules.geometry.js";
import { flameSensorFace, gasSensorFace, heartBeatFace, soundSensorFace } from "./analog-modules.js";
import { irReceiverShape, irRemoteShape } from "./infrared.geometry.js";
import { irReceiverFace, irRemoteFace } from "./infrared.js";
import { nokiaShape } from "./nokia.geometry.js";
import { nokiaFace } from "./nokia.js";
import { analyzerShape, multiplexer16Shape } from "./selectors.geometry.js";
import { analyzerFace, multiplexer16Face } from "./selectors.js";
import { breadboardShape } from "./breadboard.geometry.js";
import { breadboardFace } from "./breadboard.js";
import { buttonShape } from "./button.geometry.js";
import { buttonFace } from "./button.js";
import { buzzerShape } from "./buzzer.geometry.js";
import { buzzerFace } from "./buzzer.js";
import { shiftInShape, shiftOutShape, stepperDriverShape } from "./chips.geometry.js";
import { dipFace, stepperDriverFace } from "./chips.js";
import { dipSwitchShape } from "./dip-switch.geometry.js";
import { dipSwitchFace } from "./dip-switch.js";
import { encoderShape } from "./encoder.geometry.js";
import { encoderFace } from "./encoder.js";
import { esp32Shape } from "./esp32.geometry.js";
import { esp32Face } from "./esp32.js";
import type { Face } from "./face.js";
import { barometerShape, climateShape, clockModuleShape, expanderShape, motionShape } from "./i2c-modules.geometry.js";
import { barometerFace, climateFace, clockModuleFace, expanderFace, motionFace } from "./i2c-modules.js";
import { joystickShape } from "./joystick.geometry.js";
import { joystickFace } from "./joystick.js";
import { keypadShape } from "./keypad.geometry.js";
import { keypadFace } from "./keypad.js";
import { lcdShape } from "./lcd.geometry.js";
import { lcdFace } from "./lcd.js";
import { ledBarGraphShape } from "./led-bar-graph.geometry.js";
import { ledBarGraphFace } from "./led-bar-graph.js";
import { ledShape } from "./led.geometry.js";
import { ledFace } from "./led.js";
import { analogThermometerShape, humiditySensorShape, thermometerShape } from "./line-sensors.geometry.js";
import { humiditySensorFace, thermometerFace } from "./line-sensors.js";
import { loadCellShape } from "./load-cell.geometry.js";
import { loadCellFace } from "./load-cell.js";
import { clockGeneratorShape, flipFlopShape, gateShape, multiplexerShape } from "./logic.geometry.js";
import { clockGeneratorFace, flipFlopFace, gateFace, multiplexerFace } from "./logic.js";
import { pixelMatrixShape, pixelRingShape, pixelShape, pixelStripShape } from "./neopixel.geometry.js";
import { pixelFace, pixelMatrixFace, pixelRingFace, pixelStripFace } from "./neopixel.js";
import { max7219Shape } from "./max7219.geometry.js";
import { max7219Face } from "./max7219.js";
import { groundShape, junctionShape, supplyShape, textShape } from "./passive.geometry.js";
import { groundFace, junctionFace, supplyFace, textFace } from "./passive.js";
import { ownFace } from "./own.js";
import { picoShape } from "./pico.geometry.js";
import { picoFace } from "./pico.js";
import { pirShape } from "./pir.geometry.js";
import { pirFace } from "./pir.js";
import { potentiometerShape, slidePotentiometerShape } from "./potentiometer.geometry.js";
import { potentiometerFace, slidePotentiometerFace } from "./potentiometer.js";
import { rangerShape } from "./ranger.geometry.js";
import { rangerFace } from "./ranger.js";
import { relayShape } from "./relay.geometry.js";
import { relayFace } from "./relay.js";
import { resistorShape } from "./resistor.geometry.js";
import { resistorFace } from "./resistor.js";
import { rgbLedShape } from "./rgb-led.geometry.js";
import { rgbLedFace } from "./rgb-led.js";
import { sdCardShape } from "./sd-card.geometry.js";
import { sdCardFace } from "./sd-card.js";
import { servoShape } from "./servo.geometry.js";
import { servoFace } from "./servo.js";
import { sevenSegmentShape } from "./seven-segment.geometry.js";
import { sevenSegmentFace } from "./seven-segment.js";
import type { PartShape } from "./shape.js";
import { slideSwitchShape } from "./slide-switch.geometry.js";
import { slideSwitchFace } from "./slide-switch.js";
import { lightSensorShape, temperatureSensorShape, tiltSwitchShape } from "./small-sensors.geometry.js";
import { lightSensorFace, temperatureSensorFace, tiltSwitchFace } from "./small-sensors.js";
import { ssd1306Shape } from "./ssd1306.geometry.js";
import { ssd1306Face } from "./ssd1306.js";
import { stepperMotorShape } from "./stepper-motor.geometry.js";
import { stepperMotorFace } from "./stepper-motor.js";
import { tftShape } from "./tft.geometry.js";
import { tftFace } from "./tft.js";
import { tm1637Shape } from "./tm1637.geometry.js";
import { tm1637Face } from "./tm1637.js";
import { unknownFace } from "./unknown.js";

const FACES = new Map<PartShape, Face>([
  [picoShape, picoFace],
  [esp32Shape, esp32Face],
  [buttonShape, buttonFace],
  [ledShape, ledFace],
  [rgbLedShape, rgbLedFace],
  [ledBarGraphShape, ledBarGraphFace],
  [sevenSegmentShape, sevenSegmentFace],
  [pixelShape, pixelFace],
  [pixelStripShape, pixelStripFace],
  [pixelRingShape, pixelRingFace],
  [pixelMatrixShape, pixelMatrixFace],
  [buzzerShape, buzzerFace],
  [servoShape, servoFace],
  [stepperMotorShape, stepperMotorFace],
  [stepperDriverShape, stepperDriverFace],
  [relayShape, relayFace],
  [shiftOutShape, dipFace],
  [shiftInShape, dipFace],
  [gateShape, gateFace],
  [multiplexerShape, multiplexerFace],
  [flipFlopShape, flipFlopFace],
  [clockGeneratorShape, clockGeneratorFace],
  [multiplexer16Shape, multiplexer16Face],
  [analyzerShape, analyzerFace],
  [resistorShape, resistorFace],
  [potentiometerShape, potentiometerFace],
  [slidePotentiometerShape, slidePotentiometerFace],
  [slideSwitchShape, slideSwitchFace],
  [dipSwitchShape, dipSwitchFace],
  [keypadShape, keypadFace],
  [encoderShape, encoderFace],
  [joystickShape, joystickFace],
  [tiltSwitchShape, tiltSwitchFace],
  [lightSensorShape, lightSensorFace],
  [temperatureSensorShape, temperatureSensorFace],
  [analogThermometerShape, thermometerFace],
  [gasSensorShape, gasSensorFace],
  [flameSensorShape, flameSensorFace],
  [soundSensorShape, soundSensorFace],
  [heartBeatShape, heartBeatFace],
  [irReceiverShape, irReceiverFace],
  [irRemoteShape, irRemoteFace],
  [humiditySensorShape, humiditySensorFace],
  [thermometerShape, thermometerFace],
  [pirShape, pirFace],
  [rangerShape, rangerFace],
  [loadCellShape, loadCellFace],
  [barometerShape, barometerFace],
  [climateShape, climateFace],
  [motionShape, motionFace],
  [clockModuleShape, clockModuleFace],
  [sdCardShape, sdCardFace],
  [expanderShape, expanderFace],
  [tm1637Shape, tm1637Face],
  [lcdShape, lcdFace],
  [ssd1306Shape, ssd1306Face],
  [tftShape, tftFace],
  [nokiaShape, nokiaFace],
  [max7219Shape, max7219Face],
  [breadboardShape, breadboardFace],
  [groundShape, groundFace],
  [junctionShape, junctionFace],
  [supplyShape, supplyFace],
  [textShape, textFace],
]);

export const faceOf = (shape: PartShape): Face => (shape.own ? ownFace : (FACES.get(shape) ?? unknownFace));

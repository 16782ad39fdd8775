import type { DeviceDefinition, Registry } from "@tickless/sim-core";
import { a4988 } from "./a4988.js";
import { esp32DevKitC, esp32DevKitV1 } from "./boards/esp32-devkits.js";
import { pico, picoW } from "./boards/pico.js";
import { flameSensor } from "./analog-modules/flame-sensor.js";
import { gasSensor } from "./analog-modules/gas-sensor.js";
import { heartBeatSensor } from "./analog-modules/heart-beat-sensor.js";
import { lm35 } from "./analog-modules/lm35.js";
import { soundSensors } from "./analog-modules/sound-sensors.js";
import { bme280 } from "./bme280/bme280.js";
import { bmp180 } from "./bmp180/bmp180.js";
import { breadboards } from "./breadboard.js";
import { button } from "./button.js";
import { buzzer } from "./buzzer.js";
import { multiplexer16 } from "./cd74hc4067.js";
import { dhtSensors } from "./dht/dht.js";
import { dipSwitch } from "./dip-switch.js";
import { ds18b20 } from "./ds18b20/ds18b20.js";
import { ds1307 } from "./ds1307/ds1307.js";
import { hcSr04 } from "./hc-sr04.js";
import { lcds } from "./hd44780/lcd.js";
import { hx711 } from "./hx711.js";
import { irReceiver } from "./infrared/ir-receiver.js";
import { irRemote } from "./infrared/ir-remote.js";
import { joystick } from "./joystick.js";
import { rotaryEncoder } from "./ky-040.js";
import { ledBarGraph } from "./led-bar-graph.js";
import { led } from "./led.js";
import { clockGenerator } from "./logic/clock-generator.js";
import { flipFlops } from "./logic/flip-flops.js";
import { gates } from "./logic/gates.js";
import { logicAnalyzer } from "./logic-analyzer.js";
import { max7219Matrix } from "./max7219/max7219.js";
import { membraneKeypad } from "./membrane-keypad.js";
import { mpu6050 } from "./mpu6050/mpu6050.js";
import { neoPixels } from "./neopixel/neopixel.js";
import { ntc } from "./ntc.js";
import { ground, junction, supplyRail, text } from "./passive.js";
import { nokiaDisplays } from "./pcd8544/pcd8544.js";
import { pcf8574 } from "./pcf8574.js";
import { photoresistor } from "./photoresistor.js";
import { pir } from "./pir.js";
import { potentiometer } from "./potentiometer.js";
import { relayModule } from "./relay.js";
import { resistor } from "./resistor.js";
import { rgbLed } from "./rgb-led.js";
import { microSdCard } from "./sd-card/sd-card.js";
import { servo } from "./servo.js";
import { sevenSegment } from "./seven-segment/seven-segment.js";
import { boardSh1106, groveSh1107 } from "./sh110x/sh110x.js";
import { shiftRegister165 } from "./shift-register/74hc165.js";
import { shiftRegister595 } from "./shift-register/74hc595.js";
import { slideSwitch } from "./slide-switch.js";
import { boardSsd1306, wokwiSsd1306 } from "./ssd1306/ssd1306.js";
import { stepperMotor } from "./stepper-motor.js";
import { tftDisplays } from "./tft/tft.js";
import { tiltSwitch } from "./tilt-switch.js";
import { tm1637 } from "./tm1637.js";

/** Every part there is a model of. */
export const DEFINITIONS: readonly DeviceDefinition[] = [
  pico,
  picoW,
  esp32DevKitC,
  esp32DevKitV1,
  button,
  led,
  rgbLed,
  ledBarGraph,
  sevenSegment,
  ...neoPixels,
  buzzer,
  servo,
  stepperMotor,
  a4988,
  relayModule,
  shiftRegister595,
  shiftRegister165,
  ...gates,
  ...flipFlops,
  multiplexer16,
  clockGenerator,
  logicAnalyzer,
  resistor,
  potentiometer,
  slideSwitch,
  dipSwitch,
  membraneKeypad,
  rotaryEncoder,
  joystick,
  tiltSwitch,
  photoresistor,
  ntc,
  lm35,
  gasSensor,
  flameSensor,
  ...soundSensors,
  heartBeatSensor,
  irReceiver,
  irRemote,
  ...dhtSensors,
  ds18b20,
  pir,
  hcSr04,
  hx711,
  bmp180,
  bme280,
  mpu6050,
  ds1307,
  pcf8574,
  microSdCard,
  tm1637,
  ...lcds,
  boardSsd1306,
  wokwiSsd1306,
  boardSh1106,
  groveSh1107,
  ...nokiaDisplays,
  max7219Matrix,
  ...tftDisplays,
  ground,
  supplyRail,
  junction,
  text,
  ...breadboards,
];

/** A registry of definitions under their type names and aliases. A name that two of them claim is an error in this program. */
export function createRegistry(definitions: readonly DeviceDefinition[]): Registry {
  const byType = new Map<string, DeviceDefinition>();
  for (const definition of definitions) {
    for (const type of [definition.type, ...(definition.aliases ?? [])]) {
      if (byType.has(type)) throw new Error(`two parts are called '${type}'`);
      byType.set(type, definition);
    }
  }
  return { get: (type) => byType.get(type), types: [...byType.keys()] };
}

/** The parts of this package. A project's own are added by `createRegistry([...DEFINITIONS, ...own])`. */
export const registry: Registry = createRegistry(DEFINITIONS);

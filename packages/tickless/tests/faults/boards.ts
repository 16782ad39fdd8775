import { simulate, type Bench, type SimulateOptions } from "tickless/testing";
import { readProject, type Project } from "../../src/project.js";

const part = (id: string, type: string, attrs: Record<string, string> = {}) => ({ id, type, left: 0, top: 0, attrs });

/** A Pico with a display on I2C 0, a button at GP14, a potentiometer at GP26, and its UART 0 leading to its UART 1. */
const DIAGRAM = JSON.stringify({
  version: 1,
  parts: [
    part("pico", "board-pi-pico"),
    part("oled1", "board-ssd1306"),
    part("btn1", "wokwi-pushbutton", { bounce: "0" }),
    part("pot1", "wokwi-potentiometer", { value: "512" }),
  ],
  connections: [
    ["oled1:SDA", "pico:GP4"],
    ["oled1:SCL", "pico:GP5"],
    ["oled1:VCC", "pico:3V3"],
    ["oled1:GND", "pico:GND.1"],
    ["btn1:1.l", "pico:GP14"],
    ["btn1:2.l", "pico:GND.2"],
    ["pot1:SIG", "pico:GP26"],
    ["pot1:VCC", "pico:3V3"],
    ["pot1:GND", "pico:GND.3"],
    ["pico:GP0", "pico:GP9"],
  ].map(([from, to]) => [from, to, "", []]),
});

/** An ESP32 with a display on GPIO21 and 22. */
const ESP32 = JSON.stringify({
  version: 1,
  parts: [part("esp", "board-esp32-devkit-c-v4"), part("oled1", "board-ssd1306")],
  connections: [
    ["oled1:SDA", "esp:21"],
    ["oled1:SCL", "esp:22"],
    ["oled1:VCC", "esp:3V3"],
    ["oled1:GND", "esp:GND.1"],
  ].map(([from, to]) => [from, to, "", []]),
});

export function project(program: string, diagram = DIAGRAM): Project {
  const files = new Map([["/main.py", Buffer.from(program)]]);
  return readProject({
    name: "test",
    files,
    main: "/main.py",
    diagram: { file: "diagram.json", text: diagram },
  });
}

const START = `
from machine import *
from time import *
import asyncio

def tried(what):
    try:
        return what()
    except OSError as error:
        return error
`;

/** The program on the board, at time 0. */
export const board = (program: string, options: SimulateOptions = {}): Bench =>
  simulate(project(START + program), options);

/** The program on the ESP32. */
export const esp32 = (program: string): Bench => simulate(project(START + program, ESP32));

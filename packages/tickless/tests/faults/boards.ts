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

export function project(program: string): Project {
  const files = new Map([["/main.py", Buffer.from(program)]]);
  return readProject({
    name: "test",
    files,
    main: "/main.py",
    diagram: { file: "diagram.json", text: DIAGRAM },
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

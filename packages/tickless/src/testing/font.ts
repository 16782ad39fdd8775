import { framebufFont as fontOf, type Font } from "../measure/font.js";
import { engineFor } from "./engine.js";

/** The characters of MicroPython's framebuf by their pixels (16 hex digits: eight columns), as MicroPython itself draws them. */
export const framebufFont = (): Font => fontOf(engineFor({ main: "/main.py" }));

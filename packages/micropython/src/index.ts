export * from "./board-hal.js";
export * from "./hal-host.js";
export * from "./errors.js";
export * from "./firmware.js";
export * from "./interpreter-types.js";
export * from "./interpreter.js";

export * from "./project.js";
export * from "./runner/faults.js";
export * from "./runner/firmware.js";
export * from "./runner/run.js";
export * from "./runner/typescript.js";
export * from "./scenario.js";
export * from "./settings.js";
export * from "./show/show.js";

export * from "./cursor.js";
export * from "./delta.js";
export * from "./difference.js";
export * from "./export/vcd.js";
export * from "./fingerprint.js";
export * from "./recorder.js";
export * from "./trace.js";
export * from "./track.js";

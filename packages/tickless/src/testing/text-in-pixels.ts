export * from "../measure/text-in-pixels.js";

export * from "../measure/lookup.js";

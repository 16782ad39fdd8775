export * from "../measure/levels.js";

export { BOUNCE_PROFILES, bounceTrain, type BounceProfile, type BounceProfileName, type BounceSpec } from "./bounce.js";
export { PICO } from "./boards/pico.js";
export { createRegistry, DEFINITIONS, registry } from "./registry.js";
export { renderSsd1306, ssd1306ToText } from "./ssd1306/render.js";
export { readBoard, readDiagram, type Diagram } from "./wokwi.js";

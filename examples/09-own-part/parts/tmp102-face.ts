/** What the thermometer looks like: 2.54 mm are 9.6 px. */
import type { FaceData } from "tickless/part";

const RED = "#ff5a4d";

export const face: FaceData = {
  width: 105.6,
  height: 76.8,
  pins: { VCC: [105.6, 19.2], GND: [105.6, 28.8], SDA: [105.6, 38.4], SCL: [105.6, 48], ALERT: [105.6, 57.6] },
  body: { x: 0, y: 0, width: 98, height: 76.8, radius: 3 },
  // prettier-ignore
  shapes: [
    { kind: "rect", x: 0, y: 0, width: 98, height: 76.8, radius: 3, fill: "board-blue" },
    { kind: "header", edge: "right" },
    { kind: "text", x: 9, y: 11, text: "TMP102", size: 6.4, weight: 700, align: "left" },
    { kind: "rect", x: 8, y: 20, width: 58, height: 20, radius: 2, fill: "glass" },
    { kind: "text", x: 37, y: 30, text: "{measured:2} °C", size: 9.6, weight: 600, fill: "#d8f3ff" },
    { kind: "rect", x: 14, y: 52, width: 46, height: 4, radius: 2, fill: "#0f1d33" },
    { kind: "rect", x: -4, y: 47, width: 8, height: 14, radius: 2, fill: "metal",
      move: { x: { of: "temperature", from: [-40, 125], to: [16, 58] } } },
    { kind: "text", x: 37, y: 68, text: "temperature", size: 4.6, fill: "#b9cdea" },
    { kind: "circle", x: 61, y: 11, radius: 3, fill: { of: "alert", steps: [[0, "#3a1d22"], [0.5, RED]] } },
    { kind: "glow", x: 61, y: 11, radius: 12, fill: RED, opacity: { of: "alert" } },
  ],
  controls: [
    { control: "temperature", kind: "slide", x: 8, y: 46, width: 58, height: 16, from: [16, 54], to: [58, 54] },
  ],
  describe: "{measured:1} °C{alert?, too hot|}",
};

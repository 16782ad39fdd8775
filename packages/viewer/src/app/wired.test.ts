import { describe, expect, it } from "vitest";
import { board, part } from "../board/testing.js";
import { lanesOf } from "./lanes.js";
import { wiredTo } from "./wired.js";

const BOARD = board([
  part("pico", "board-pi-pico", { mcu: true, pins: { GP17: 1, GP18: 2, GP19: 3 } }),
  part("tft", "wokwi-ili9341", { pins: { CS: 1, SCK: 2, MOSI: 3 } }),
]);

describe("the wires of an SPI bus", () => {
  it("are there for the bus, the one that selects a part is not", () => {
    expect([1, 2, 3].map((net) => wiredTo(BOARD, "pico", net).map(({ bus }) => bus))).toEqual([
      [false],
      [true],
      [true],
    ]);
  });

  it("are not among the lanes that are shown: the bus is, and the pin that selects", () => {
    const tracks = [
      ...["GP17", "GP18", "GP19"].map((pin) => ({ name: `pico.${pin}`, kind: "digital" })),
      { name: "pico.spi0", kind: "spi" },
      { name: "pico.softspi1", kind: "spi" },
    ];
    const lanes = lanesOf(tracks, BOARD, new Set(["pico.GP17", "pico.spi0"]));
    expect(lanes.map(({ label, kind, shown }) => [label, kind, shown])).toEqual([
      ["GP17", "pin", true],
      ["GP18", "pin", false],
      ["GP19", "pin", false],
      ["SoftSPI1", "frames", false],
      ["SPI0", "frames", true],
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { rows } from "../../tests/mcu-bench.js";
import { runTasks } from "../../tests/task-bench.js";

const ADDER = {
  parts: ["adder adder add=1"],
  wires: ["adder:SCK GP18", "adder:MOSI GP19", "adder:MISO GP16", "adder:CS GP17"],
};

describe("SPI in a program", () => {
  it("exchanges words with the part that is selected, and takes its time", () => {
    const { lines, sim } = runTasks(function* (mcu) {
      const cs = mcu.pin(17, { mode: "out", value: 1 });
      const spi = mcu.spi(0, { baudrate: 500_000, polarity: 1, phase: 1 });
      cs.value(0);
      mcu.print([...(yield* spi.transfer([1, 2, 3]))].join());
      mcu.print([...(yield* spi.read(2, 9))].join());
      yield* spi.write([7]);
      cs.value(1);
      mcu.print([...(yield* spi.transfer([1]))].join());
    }, ADDER);
    // Nobody drives MISO when nobody is selected; the pin rests low.
    expect(lines).toEqual(["2,3,4", "10,10", "0"]);
    const transfers = rows(sim, "pico.spi0");
    expect(transfers.map(([, , bits, mode]) => [bits, mode])).toEqual(Array(4).fill([8, 3]));
    // 24 bits of 2 µs, as the divider makes them.
    expect((transfers[0]?.[1] as number) / 24).toBeCloseTo(2000, -2);
  });

  it("in software is on any three pins", () => {
    const { lines, sim } = runTasks(
      function* (mcu) {
        mcu.pin(17, { mode: "out", value: 0 });
        const spi = mcu.spi(-1, { sck: 2, mosi: 3, miso: 4 });
        mcu.print([...(yield* spi.transfer([41]))].join());
      },
      { ...ADDER, wires: ["adder:SCK GP2", "adder:MOSI GP3", "adder:MISO GP4", "adder:CS GP17"] },
    );
    expect(lines).toEqual(["42"]);
    expect(rows(sim, "pico.softspi0")).toHaveLength(1);
  });

  it("refuses pins that the controller does not have", () => {
    const { lines } = runTasks(function* (mcu) {
      for (const options of [{ sck: 3 }, { sck: 2, mosi: 4 }, { bits: 3 }]) {
        try {
          mcu.spi(0, options);
        } catch (error) {
          mcu.print((error as Error).message);
        }
      }
      yield* [];
    });
    expect(lines).toEqual([
      "SPI 0: bad SCK pin",
      "SPI 0: bad MOSI pin",
      "SPI 0: there is no such bus, or not with this format",
    ]);
  });
});

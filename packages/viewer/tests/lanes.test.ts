import { s } from "@tickless/sim-core";
import { projectOfFiles, readProject, Runner } from "tickless";
import { firmwareFor } from "tickless/cli/firmware";
import { describe, expect, it } from "vitest";
import { lanesOf } from "../src/app/lanes.js";
import type { Lane } from "../src/protocol/store.js";
import { exampleFiles } from "./support/in-process.js";

/** The lanes of a run of 3 s. */
function lanesAfterRun(name: string): { lanes: readonly Lane[]; runner: Runner } {
  const { files } = exampleFiles(name);
  const project = readProject(projectOfFiles(name, files));
  const runner = new Runner(project, { firmware: firmwareFor(project), clock: () => 0 });
  while (runner.step(100, s(3)));
  const active = runner.sim.trace.tracks.filter((track) => track.rows > 0 && track.time(track.rows - 1) > 0);
  return { lanes: lanesOf(runner.tracks, runner.board, new Set(active.map((track) => track.name))), runner };
}

const shown = (lanes: readonly Lane[]): string[] =>
  lanes
    .filter((lane) => lane.shown)
    .map(({ label, detail, kind }) => `${kind}: ${label}${detail ? ` (${detail})` : ""}`);

describe("the lanes that are shown at first", () => {
  it.each([
    ["01-blink", ["pin: GP15 (led1 via r1)", "serial: Serial"]],
    ["02-button-polling", ["control: btn1 (pressed)", "pin: GP14 (btn1)", "serial: Serial"]],
    [
      "03-button-debounce-asyncio",
      ["control: btn1 (pressed)", "tasks: Tasks", "pin: GP14 (btn1)", "pin: GP15 (led1 via r1)", "serial: Serial"],
    ],
    [
      "04-fade-and-scroll",
      [
        "control: btn1 (pressed)",
        "tasks: Tasks",
        "pin: GP14 (btn1)",
        ...[4, 3, 2, 1].map((n) => `pin: GP${20 - n} (led${n} via r${n})`),
        "i2c: I2C0",
        "serial: Serial",
      ],
    ],
  ])("%s", (name, expected) => {
    const lines = shown(lanesAfterRun(name).lanes);
    expect(lines).toEqual(expected);
  });
});

describe("lanes", () => {
  const { lanes, runner } = lanesAfterRun("04-fade-and-scroll");
  const faults = runner.board.parts.flatMap(({ id, controls }) =>
    controls.flatMap(({ name, kind }) => (kind === "fault" ? [`${id}.${name}`] : [])),
  );
  const lane = (id: string) => lanes.find((each) => each.id === id);

  it("have every track but those of faults that never were, and each of them once", () => {
    const tracks = lanes.flatMap((each) => each.tracks);
    expect(new Set(tracks).size).toBe(tracks.length);
    expect(faults).toContain("oled1.nack");
    expect([...tracks, ...faults].sort()).toEqual(runner.tracks.map(({ name }) => name).sort());
    expect(lanesOf(runner.tracks, runner.board, new Set(["oled1.nack"]))).toContainEqual(
      expect.objectContaining({ id: "oled1.nack", label: "oled1", detail: "nack", shown: true }),
    );
    expect(new Set(lanes.map(({ id }) => id)).size).toBe(lanes.length);
  });

  it("put what is seen of one pin together, with its wire", () => {
    expect(lane("pico.GP26")?.tracks).toEqual(["pico.GP26", "pico.GP26.pwm", "pico.GP26.volts"]);
    expect(lane("pico.GP14")?.net).toBe(runner.board.parts.find(({ id }) => id === "btn1")?.pins["2.r"]);
    expect(lane("pico.TP5")).toMatchObject({ label: "GP25", detail: "on-board LED" });
    expect(lane("pico.serial")?.tracks).toEqual(["pico.serial", "pico.serial.in"]);
  });

  it("come in an order that does not depend on what happened", () => {
    const before = lanesOf(runner.tracks, runner.board);
    expect(before.map(({ id }) => id)).toEqual(lanes.map(({ id }) => id));
    expect(shown(before)).toEqual(shown(lanes).filter((line) => /^(control|pin)/.test(line)));
  });

  it("of several boards say whose they are", () => {
    const twice = runner.board.parts.flatMap((part) => (part.mcu ? [part, { ...part, id: "pico2" }] : [part]));
    const tracks = [...runner.tracks, { name: "pico2.serial", kind: "text" }];
    const labels = lanesOf(tracks, { ...runner.board, parts: twice }).map(({ label }) => label);
    expect(labels).toContain("pico2 Serial");
    expect(labels).toContain("pico GP14");
  });

  it("are there without a board, too, which tells what is a fault", () => {
    expect(lanesOf([], undefined)).toEqual([]);
    expect(lanesOf(runner.tracks, undefined)).toHaveLength(lanes.length + faults.length);
  });
});

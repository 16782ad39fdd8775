import { registry } from "@tickless/devices";
import { assembleBoard, ms, Simulation } from "@tickless/sim-core";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { transform } from "sucrase";
import * as testing from "tickless/testing";
import "tickless/testing/vitest";
import { describe, expect, it } from "vitest";
import { projectOf, simulate } from "tickless/testing";
import { blocks } from "./support/markdown.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const text = readFileSync(`${root}docs/faults.md`, "utf8");
const [program, scenario] = blocks(text);

/** A part's faults, by what they are called in the document. */
function faultsOf(type: string) {
  const description = { parts: [{ id: "part", type, attributes: {} }], connections: [] };
  const { board } = assembleBoard(description, registry);
  const controls = new Simulation({ board: board! }).controls("part").filter(({ kind }) => kind === "fault");
  return controls.map(({ name, ...spec }) => ({ ...spec, name: name.replace(/^uart\d/, "uart0") }));
}

/** The table of all faults of all parts, from what the parts say. */
function table(): string {
  const rows = new Map<string, { of: Set<string>; values: string; description: string }>();
  for (const type of registry.types) {
    const faults = faultsOf(type);
    const onI2c = faults.some(({ name }) => name === "nack") ? I2C : [];
    for (const { name, min, max, step, unit, description = "" } of faults) {
      const key = `${name} ${description}`;
      const unitText = unit === undefined ? "" : ` ${unit}`;
      const values = min === 0 && max === 1 && step === 1 ? "on, off" : `${min} to ${max}${unitText}`;
      const row = rows.get(key) ?? { of: new Set(), values, description };
      const { mcu } = registry.get(type)!;
      row.of.add(onI2c.includes(name) ? "parts on an I2C bus" : mcu ? "microcontroller boards" : `\`${type}\``);
      rows.set(key, row);
    }
  }
  const lines = [...rows].map(([key, { of, values, description }]) => {
    return [`| ${[...of].sort().join(", ")} `, `| \`${key.split(" ")[0]}\` | ${values} | ${description} |`];
  });
  const sorted = lines.sort().map((cells) => cells.join(""));
  return ["| of | fault | value | what it does |", "| --- | --- | --- | --- |", ...sorted].join("\n");
}

const I2C = ["nack", "nack-data", "sda-low", "scl-low", "stretch"];

describe("docs/faults.md", () => {
  it("has all faults of all parts", () => {
    const written = /<!-- faults -->\n([^]*?)\n\n## /.exec(text)?.[1];
    expect(`${written?.trim()}\n`).toBe(`${table()}\n`);
  });

  it("has a program that does what it says", () => {
    const { code } = transform(program!.text, { transforms: ["typescript"] });
    const names = { ...testing, expect };
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
    new Function(...Object.keys(names), code)(...Object.values(names));
  });

  it("has a scenario that can be played", () => {
    const project = projectOf(`${root}examples/03-button-debounce-asyncio`);
    const scenarios = [{ file: "faults.scenario.yaml", text: scenario!.text }];
    const sim = simulate({ ...project, scenarios }, { scenario: "faults.scenario.yaml" }).run(ms(700));
    const contact = sim.track("btn1.contact");
    expect(contact.value(ms(200))).toBe(1);
    expect(contact.value(ms(590))).toBeDefined();
    expect(sim.track("btn1.flaky").rows()).toHaveLength(2);
  });
});

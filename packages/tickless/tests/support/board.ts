import { simulate, type Bench, type SimulateOptions } from "tickless/testing";
import { readProject } from "../../src/project.js";

/** A Pico with a program, parts ("id: type attribute=value") and wires ("pico:GP1 led:A"). */
export function board(
  parts: readonly string[],
  wires: readonly string[],
  main: string,
  options: SimulateOptions = {},
): Bench {
  const described = parts.map((line) => {
    const [id = "", type, ...attributes] = line.split(" ");
    const attrs = Object.fromEntries(attributes.map((pair) => pair.split("=") as [string, string]));
    return { id: id.replace(":", ""), type, attrs };
  });
  const diagram = {
    version: 1,
    parts: [{ id: "pico", type: "board-pi-pico" }, ...described],
    connections: wires.map((wire) => [...wire.split(" "), "green", []]),
  };
  const files = new Map([["/main.py", Buffer.from(main)]]);
  const text = JSON.stringify(diagram);
  return simulate(
    readProject({ name: "t", files, main: "/main.py", diagram: { file: "diagram.json", text } }),
    options,
  );
}

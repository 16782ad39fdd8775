import { describe, expect, it } from "vitest";
import { readScenario } from "./scenario.js";
import { YamlFile } from "./yaml-file.js";

const complaints = (text: string): string[] => {
  const { problems, value } = new YamlFile("a.yaml", text);
  if (problems.length > 0) expect(value).toBeUndefined();
  return problems.map(({ line, message }) => `${line}: ${message}`);
};

describe("a YAML file", () => {
  it("may have anchors, and names for them", () => {
    const { value, problems } = new YamlFile("a.yaml", "a: &it [1, 2]\nb: [*it, *it]\n");
    expect({ value, problems }).toEqual({
      value: {
        a: [1, 2],
        b: [
          [1, 2],
          [1, 2],
        ],
      },
      problems: [],
    });
  });

  it("has each key once", () => {
    expect(complaints("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n")).toEqual(["5: the key 'c' is there twice"]);
  });

  it("has no lists or maps as keys", () => {
    expect(complaints("a:\n  ? [1]\n  : 2\n")).toEqual(["2: a key is text"]);
    expect(complaints("? ".repeat(90))).toEqual(["1: a key is text"]);
  });

  it("does not contain itself", () => {
    expect(complaints("a: 1\nb: &b\n  - [*b]\n")).toEqual(["3: 'b' contains itself"]);
    expect(complaints("steps: &a [{ repeat: { times: 1, steps: *a } }]\n")).toEqual(["1: 'a' contains itself"]);
  });

  it("is not a hundred levels deep", () => {
    expect(complaints(`${"[".repeat(90)}${"]".repeat(90)}`)).toEqual([]);
    expect(complaints(`a:\n  ${"[".repeat(500)}${"]".repeat(500)}`)).toEqual([
      "2: more than 100 levels of lists and keys",
    ]);
    for (const deep of ["[", "{a: ", "- ", "? "]) {
      expect(complaints(deep.repeat(50_000))).toEqual(["1: more than 100 levels of lists and keys"]);
    }
  });

  it("is not larger than its names make it", () => {
    const laughs = Array.from({ length: 9 }, (_, n) => `a${n}: &a${n} [${`*a${n - 1},`.repeat(9)}]`);
    expect(complaints(["a: &a-1 1", ...laughs].join("\n"))[0]).toMatch(/^1: not valid YAML: Excessive alias count/);
  });

  it("is not longer than anybody writes", () => {
    expect(complaints(`# ${"x".repeat(2 ** 20)}`)).toEqual(["1: longer than 1048576 characters"]);
  });

  it("is read at once, also with many keys", () => {
    const text = Array.from({ length: 50_000 }, (_, n) => `k${n}: 1\n`).join("");
    expect(Object.keys(new YamlFile("a.yaml", text).value as object)).toHaveLength(50_000);
  });

  it("has a hundred mistakes at the most", () => {
    const { scenario, problems } = readScenario(`steps:\n${"  - nonsense: 1\n".repeat(5000)}`, "a.yaml");
    expect([scenario, problems.length]).toEqual([undefined, 100]);
    const skipped = `steps:\n${"  - touch: 1\n".repeat(200)}  - nonsense: 1\n`;
    expect(readScenario(skipped, "a.yaml").scenario).toBeUndefined();
  });
});

describe("a duration in a scenario", () => {
  it("that is longer than a run can be is told with its line", () => {
    const { problems } = readScenario("steps:\n  - wait-serial: x\n    timeout: 9999999999s\n", "a.yaml");
    expect(problems).toMatchObject([
      { file: "a.yaml", line: 3, message: expect.stringContaining("104 days") as string },
    ]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readProject } from "./project.js";
import { projectOfFiles } from "./project-files.js";
import { filesOf } from "./recording/project.js";

const FILES = {
  "main.py": "print(1)\n",
  "lib/x.py": "",
  "diagram.json": "{}",
  "tickless.yaml": "seed: 2\n",
  "b.scenario.yaml": "steps: []\n",
  "a.scenario.yaml": "steps: []\n",
  "README.md": "# Notes\n",
  "lib/notes.md": "",
  "wokwi.toml": "",
  ".git/config": "",
  "lib/__pycache__/x.pyc": "",
};

describe("the files of a folder", () => {
  it("are the program's, or about the project, or neither", () => {
    const { main, files, diagram, settings, scenarios } = projectOfFiles("p", FILES);
    expect(main).toBe("/main.py");
    expect([...files.keys()]).toEqual(["/lib/x.py", "/main.py"]);
    expect(new TextDecoder().decode(files.get("/main.py"))).toBe("print(1)\n");
    expect([diagram, settings]).toEqual([
      { file: "diagram.json", text: "{}" },
      { file: "tickless.yaml", text: "seed: 2\n" },
    ]);
    expect(scenarios?.map(({ file }) => file)).toEqual(["a.scenario.yaml", "b.scenario.yaml"]);
  });

  it("mean the same in any order, as text or as bytes", () => {
    const expected = projectOfFiles("p", FILES);
    const order = fc.shuffledSubarray(Object.entries(FILES), { minLength: Object.keys(FILES).length });
    const law = fc.property(order, fc.infiniteStream(fc.boolean()), (entries, bytes) => {
      const encoder = new TextEncoder();
      const given = entries.map(([path, text]) => [path, bytes.next().value ? encoder.encode(text) : text] as const);
      const source = projectOfFiles("p", Object.fromEntries(given));
      expect([...source.files]).toEqual([...expected.files]);
      expect(source).toEqual(expected);
    });
    fc.assert(law);
  });

  it("have the program that tickless.yaml names; tests in Python are none, unless there is nothing else", () => {
    const mainOf = (files: Record<string, string>, anyName = true) => projectOfFiles("p", files, { anyName }).main;
    expect(mainOf({ ...FILES, "other.py": "", "tickless.yaml": "seed: 1\nmain: other.py # this one\n" })).toBe(
      "/other.py",
    );
    expect(mainOf({ "blink.py": "", "test_blink.py": "" })).toBe("/blink.py");
    expect(mainOf({ "test_blink.py": "" })).toBe("/test_blink.py");
    expect(() => mainOf({ "test_blink.py": "" }, false)).toThrow("there is no main.py");
  });

  it("hold a lesson and its figures, which the board does not see, and which recordings keep", () => {
    const guided = { "main.py": "", "lesson.md": "# T\n", "figures.json": "{}", "figures.ts": "" };
    const source = projectOfFiles("p", guided);
    expect([...source.files.keys()]).toEqual(["/main.py"]);
    expect(Object.keys(filesOf(readProject(source), undefined).files)).toEqual([
      "main.py",
      "lesson.md",
      "figures.json",
    ]);
    const { files, lesson } = projectOfFiles("p", { "main.py": "", "figures.json": "{}" });
    expect([[...files.keys()], lesson?.size]).toEqual([["/figures.json", "/main.py"], 0]);
  });

  it("hold pictures and captures that a scenario names, beside the board's", () => {
    const named = { "a.display.txt": "", "b.vcd": "", "c.display.txt": "", "s.scenario.yaml": "a.display.txt b.vcd" };
    const { captures, files } = projectOfFiles("p", { "main.py": "", ...named });
    expect([...(captures?.keys() ?? [])]).toEqual(["a.display.txt", "b.vcd"]);
    expect([...files.keys()]).toEqual(["/main.py"]);
  });

  it("are called in messages as whoever has them calls them", () => {
    const options = { folder: "some/p", shown: (path: string) => `some/p/${path}` };
    expect(projectOfFiles("p", FILES, options).diagram?.file).toBe("some/p/diagram.json");
    expect(() => projectOfFiles("p", {}, options)).toThrow("some/p: there is no main.py");
    const wrong = { ...FILES, "tickless.yaml": Uint8Array.of(0xff) };
    expect(() => projectOfFiles("p", wrong, options)).toThrow("some/p/tickless.yaml: this is not text in UTF-8");
  });
});

describe("the program of a folder", () => {
  const mainOf = (names: readonly string[], anyName = false) =>
    projectOfFiles("p", Object.fromEntries(names.map((name) => [name, ""])), { anyName }).main;

  it("is main.py or firmware.ts, and only one of them", () => {
    expect([mainOf(["main.py", "x.py"]), mainOf(["firmware.ts", "x.ts"])]).toEqual(["/main.py", "/firmware.ts"]);
    expect(() => mainOf(["main.py", "firmware.ts"])).toThrow("two programs, main.py and firmware.ts");
    expect(() => mainOf(["lib/main.py"])).toThrow("there is no main.py");
  });

  it("may have any name if it is the only one, where that is asked for", () => {
    expect(mainOf(["blink.py", "diagram.json"], true)).toBe("/blink.py");
    expect(mainOf(["blink.py", "main.py"], true)).toBe("/main.py");
    expect(() => mainOf(["blink.py"])).toThrow("there is no main.py");
    expect(() => mainOf(["a.py", "b.py"], true)).toThrow("there is no main.py");
  });
});

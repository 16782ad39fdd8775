import fc from "fast-check";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import {
  importFiles,
  LIMITS,
  projectOfProgram,
  projectRoot,
  skippedMessage,
  toProject,
  type FoundFile,
} from "./import-files.js";
import { filesOfZip } from "./import-zip.js";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const file = (path: string, content: string | Uint8Array, size?: number): FoundFile => {
  const bytes = typeof content === "string" ? encode(content) : content;
  return { path, size: size ?? bytes.length, read: () => Promise.resolve(bytes) };
};

describe("files from outside", () => {
  it("become a project without the folder they are in", async () => {
    const found = [file("blink/main.py", "x"), file("blink/lib/a.py", "y"), file("blink/diagram.json", "{}")];
    const { project } = toProject(await importFiles(found), "dropped");
    expect(project).toEqual({ name: "blink", files: { "main.py": "x", "lib/a.py": "y", "diagram.json": "{}" } });
  });

  it("are called what the caller says when there is no folder", async () => {
    expect(toProject(await importFiles([file("main.py", "x")]), "dropped").project.name).toBe("dropped");
  });

  it("leave out what is hidden or made by tools, and keep bytes of what is no text", async () => {
    const found = [
      file("p/main.py", "x"),
      file("p/.git/config", "x"),
      file("p/__pycache__/main.mpy", "x"),
      file("p/node_modules/a/index.ts", "x"),
      file("p/photo.png", Uint8Array.of(0x89, 0x50, 0, 1)),
      file("p/latin1.txt", Uint8Array.of(0xe9, 0x20)),
    ];
    const imported = await importFiles(found);
    expect(Object.keys(imported.files)).toEqual(["p/main.py"]);
    expect(skippedMessage(imported)).toBe("");
    const { project } = toProject(imported, "x");
    expect(project.binary).toEqual({
      "photo.png": Uint8Array.of(0x89, 0x50, 0, 1),
      "latin1.txt": Uint8Array.of(0xe9, 0x20),
    });
  });

  it("are not read when they are too large", async () => {
    const large = { path: "big.txt", size: LIMITS.file + 1, read: () => Promise.reject(new Error("was read")) };
    const imported = await importFiles([large]);
    expect(imported.skipped).toEqual([{ path: "big.txt", why: "larger than 512 KiB" }]);
  });

  it("are bounded in number and in all", async () => {
    const many = Array.from({ length: LIMITS.files + 5 }, (_, i) => file(`f${i}.py`, "x"));
    expect(Object.keys((await importFiles(many)).files)).toHaveLength(LIMITS.files);
    const heavy = Array.from({ length: 20 }, (_, i) => file(`f${i}.py`, "x", LIMITS.file));
    expect(Object.keys((await importFiles(heavy)).files)).toHaveLength(LIMITS.total / LIMITS.file);
  });

  it("say nothing when nothing worth telling was left out", () => {
    expect(skippedMessage({ skipped: [{ path: ".x", why: "hidden" }] })).toBe("");
  });

  it("belong to the uppermost folder with a program or a diagram", () => {
    expect(projectRoot(["r/README.md", "r/src/main.py", "r/src/lib/main.py"])).toBe("r/src/");
    expect(projectRoot(["main.py", "old/main.py"])).toBe("");
    expect(projectRoot(["a/b/x.py", "a/b/c/y.py"])).toBe("a/b/");
  });

  it("tell what lies outside of the project's folder", async () => {
    const { project, imported } = toProject(
      await importFiles([file("r/notes.txt", ""), file("r/src/main.py", "")]),
      "x",
    );
    expect(Object.keys(project.files)).toEqual(["main.py"]);
    expect(project.name).toBe("src");
    expect(imported.skipped).toEqual([{ path: "r/notes.txt", why: "outside of the project's folder" }]);
  });

  it("may be one program", () => {
    expect(projectOfProgram("my-test.py", "x")).toEqual({ name: "my-test", files: { "main.py": "x" } });
    expect(projectOfProgram("blink.ts", "x")).toEqual({ name: "blink", files: { "firmware.ts": "x" } });
  });
});

describe("a zip file", () => {
  it("brings back what was packed", async () => {
    const path = fc.stringMatching(/^[a-z]{1,6}(\/[a-z]{1,6})?\.py$/);
    const files = fc.dictionary(
      path,
      fc.string().filter((text) => !text.includes("\0")),
      { noNullPrototype: true },
    );
    await fc.assert(
      fc.asyncProperty(files, fc.constantFrom(0, 9), async (texts, level) => {
        fc.pre(!Object.keys(texts).some((path) => path.startsWith("dist/") || path.startsWith("venv/")));
        const zip = zipSync(Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, encode(text)])), {
          level: level,
        });
        expect((await importFiles(filesOfZip(zip))).files).toEqual(texts);
      }),
      { numRuns: 50 },
    );
  });

  it("cannot fill the memory", async () => {
    const zip = zipSync({ "bomb.txt": new Uint8Array(8 << 20).fill(32), "main.py": encode("x") });
    expect(zip.length).toBeLessThan(1 << 20);
    const imported = await importFiles(filesOfZip(zip));
    expect(imported.files).toEqual({ "main.py": "x" });
    expect(imported.skipped[0]?.why).toContain("larger");
  });

  it("that lies about a size is not unpacked further than it says", async () => {
    const zip = zipSync({ "bomb.txt": new Uint8Array(1 << 20).fill(32) });
    const view = new DataView(zip.buffer);
    const entry = zip.length - 22 - 46 - "bomb.txt".length;
    expect(view.getUint32(entry, true)).toBe(0x02014b50);
    view.setUint32(entry + 24, 100, true);
    expect((await importFiles(filesOfZip(zip))).skipped).toEqual([{ path: "bomb.txt", why: "it cannot be unpacked" }]);
  });

  it("that is damaged is an error with a sentence, or files less, and nothing else", async () => {
    const zip = zipSync({ "main.py": encode("print(1)\n".repeat(20)), "lib/x.py": encode("y") });
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: zip.length - 1 }), fc.nat({ max: 255 }), async (at, byte) => {
        const changed = zip.slice();
        changed[at] = byte;
        let found: FoundFile[] = [];
        try {
          found = filesOfZip(changed);
        } catch (error) {
          expect((error as Error).message).toMatch(/^(The|This) .*zip.*\.$/);
        }
        await importFiles(found);
      }),
      { numRuns: 300 },
    );
    expect(() => filesOfZip(encode("no zip at all, but long enough for one"))).toThrow("not a zip file");
    expect(() => filesOfZip(new Uint8Array(0))).toThrow("not a zip file");
  });
});

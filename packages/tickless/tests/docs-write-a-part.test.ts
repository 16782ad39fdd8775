import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import * as v from "valibot";
import { FaceSchema } from "../src/parts/face-schema.js";
import { MATERIALS } from "../src/parts/face-data.js";
import { readParts } from "../src/parts/own-parts.js";
import { blocks } from "./support/markdown.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const text = readFileSync(`${root}docs/write-a-part.md`, "utf8");
const all = blocks(text);
const withInfo = (pattern: RegExp) => all.filter(({ info }) => pattern.test(info));
const quotes = withInfo(/^(ts|py) examples\//);
const parts = withInfo(/^ts part$/);
const faces = withInfo(/^ts face$/);

const bytes = (code: string) => new TextEncoder().encode(code);

/** What the compiler says of a module that stands beside the example's own part. */
function complaints(code: string): string[] {
  const file = `${root}examples/09-own-part/parts/documented.part.ts`;
  const { config } = ts.readConfigFile(`${root}tsconfig.base.json`, (path) => ts.sys.readFile(path)) as {
    config: { compilerOptions: object };
  };
  const more = { composite: false, noEmit: true, tsBuildInfoFile: undefined, declarationMap: false, sourceMap: false };
  const parsed = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, ...more }, root);
  const host = ts.createCompilerHost(parsed.options);
  const own = { fileExists: host.fileExists.bind(host), readFile: host.readFile.bind(host) };
  host.fileExists = (path) => path === file || own.fileExists(path);
  host.readFile = (path) => (path === file ? code : own.readFile(path));
  const program = ts.createProgram([file], parsed.options, host);
  const source = program.getSourceFile(file);
  return [...program.getSemanticDiagnostics(source), ...program.getSyntacticDiagnostics(source)].map(
    ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"),
  );
}

describe("docs/write-a-part.md", () => {
  it("has quotations, parts and faces, and otherwise only what is no program", () => {
    expect(quotes.length).toBeGreaterThan(8);
    expect([parts.length, faces.length]).toEqual([1, 1]);
    expect(all).toHaveLength(quotes.length + 2 + withInfo(/^text$/).length);
  });

  it.each(quotes)("quotes $info in line $line as it is", ({ info, text: quoted }) => {
    expect(readFileSync(`${root}${info.split(" ")[1]}`, "utf8")).toContain(quoted);
  });

  it.each(parts)("the part in line $line is one, and its types are right", { timeout: 120_000 }, ({ text: code }) => {
    const sources = new Map([["/parts/a.part.ts", bytes(code)]]);
    const found = readParts({ paths: [...sources.keys()], sources, said: [], settings: undefined });
    expect(found?.define().map(({ type }) => type)).toEqual(["dimmer"]);
    expect(complaints(code)).toEqual([]);
    expect(complaints(code.replace('"IN.1": "input"', '"IN.1": "inpud"'))).not.toEqual([]);
  });

  it.each(faces)("the values in line $line fit a face", ({ text: code }) => {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
    const values = new Function(`return ${code}`)() as Record<string, unknown>;
    const { needle, opacity, digits, lamp } = values;
    const circle = {
      kind: "circle",
      x: 1,
      y: 1,
      radius: 1,
      fill: lamp,
      opacity,
      rotate: { by: needle, about: [0, 0] },
    };
    const face = { width: 9, height: 9, pins: {}, shapes: [{ ...circle, move: { x: digits } }] };
    expect(v.safeParse(FaceSchema, face).issues).toBeUndefined();
  });

  it("names every material, and its links lead somewhere", () => {
    for (const name of MATERIALS) expect(text).toContain(`\`${name}\``);
    for (const path of [...text.matchAll(/\]\(([^)#]+)/g)].map(([, path]) => path!)) {
      expect(existsSync(`${root}docs/${path}`), path).toBe(true);
    }
  });
});

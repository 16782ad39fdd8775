import { registry } from "@tickless/devices";
import { wokwiPartTypes } from "@tickless/devices/wokwi/part-pins";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { partsMarkdown, readHead, readParts } from "../../../scripts/parts-markdown.mjs";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const sources = `${root}packages/devices/src/`;
const document = readFileSync(`${root}docs/parts.md`, "utf8");

const files = readdirSync(sources, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
  .map((name) => name.slice(0, -".ts".length).replaceAll("\\", "/"))
  .sort();

describe("docs/parts.md", () => {
  it("is what `npm run parts-docs` makes of the registry", async () => {
    const load = (file: string) => import(/* @vite-ignore */ `${sources}${file}.ts`) as Promise<object>;
    const parts = await readParts(files, load, (file) => readFileSync(`${sources}${file}.ts`, "utf8"));
    const hasPicture = (type: string) => existsSync(`${root}docs/images/parts/${type}.png`);
    expect(document, "npm run parts-docs makes it anew").toBe(partsMarkdown(parts, hasPicture));
  });

  it("has every type and every name of one", () => {
    for (const type of registry.types) expect(document).toContain(`\`${type}\``);
  });
});

describe("docs/wokwi.md", () => {
  it("names Wokwi's parts that there is no model of, and no others", () => {
    const text = readFileSync(`${root}docs/wokwi.md`, "utf8");
    const written = /### Wokwi's parts without a model\n\n([^]*?)\n\n#/.exec(text)?.[1] ?? "";
    const missing = wokwiPartTypes().filter((type) => !registry.get(type));
    expect([...written.matchAll(/`([^`]+)`/g)].map(([, type]) => type)).toEqual(missing);
  });
});

describe("the comment at the head of a part's file", () => {
  const head = (lines: readonly string[]) =>
    readHead("lamp", `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */\n`);

  it("becomes a title, a paragraph and sections, with a list where it has a table", () => {
    const lamp = [
      "Lamp `my-lamp`: it",
      "shines.",
      "",
      "Pins: A, B.",
      "Attributes",
      "  color, tint   red",
      "                or *blue*",
      "  size   mm",
    ];
    const { title, about, sections } = head([...lamp, "Controls: `x`. Outputs: `light`.", "", "Not modelled: heat."]);
    expect([title, about]).toEqual(["Lamp", "Lamp `my-lamp`: it shines."]);
    expect(sections).toEqual([
      { name: "Pins", text: "A, B." },
      { name: "Attributes", text: "- `color`, `tint`: red or \\*blue\\*\n- `size`: mm" },
      { name: "Controls", text: "`x`." },
      { name: "Outputs", text: "`light`." },
      { name: "Not modelled", text: "heat." },
    ]);
  });

  it("has to tell the pins and what is not modelled", () => {
    expect(() => head(["Lamp `my-lamp`.", "", "Pins: A."])).toThrow('lamp does not tell "Not modelled"');
    expect(() => readHead("lamp", "export const lamp = 1;\n")).toThrow("lamp does not begin with a comment");
  });
});

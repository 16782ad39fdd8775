import { existsSync, readFileSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { exampleOf, isExternal, linksOf, livesOf, outsideCode, resolveLink, slug } from "../../../docs/site/links.mjs";
import { DOCUMENTS, root, textOf } from "./support/documents.js";

/** The headings of a document as links name them. */
function anchorsOf(file: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const anchors = new Set<string>();
  const prose = textOf(file).replaceAll(/^(`{3,}|~{3,})[^]*?^\1$/gm, "");
  for (const [, title] of prose.matchAll(/^#{1,6} (.*)$/gm)) {
    const name = slug(title!.replaceAll(/[`*_]|\]\([^)]*\)/g, ""));
    const times = seen.get(name) ?? 0;
    seen.set(name, times + 1);
    anchors.add(times === 0 ? name : `${name}-${times}`);
  }
  return anchors;
}

/** What is wrong with a link; undefined: it leads somewhere. */
function mistake(file: string, target: string): string | undefined {
  if (isExternal(target)) return target.startsWith("https://") ? undefined : "it is no https address";
  const [path = "", anchor] = target.split("#");
  const goal = path === "" ? file : resolveLink(file, path);
  if (!existsSync(root + goal)) return `there is no ${goal}`;
  if (anchor === undefined || statSync(root + goal).isDirectory()) return undefined;
  return anchorsOf(goal).has(decodeURI(anchor)) ? undefined : `${goal} has no heading '${anchor}'`;
}

describe("links of documents", () => {
  it.each(DOCUMENTS.map((file) => ({ file })))("$file: all lead somewhere", ({ file }) => {
    const wrong = linksOf(textOf(file)).map((target) => ({ target, mistake: mistake(file, target) }));
    expect(wrong.filter((link) => link.mistake !== undefined)).toEqual([]);
  });

  it("would be found dead", () => {
    expect(mistake("docs/faults.md", "nowhere.md")).toBe("there is no docs/nowhere.md");
    expect(mistake("docs/faults.md", "testing.md#nothing")).toBe("docs/testing.md has no heading 'nothing'");
    expect(mistake("docs/faults.md", "testing.md#many-runs")).toBeUndefined();
  });

  it("are not those in code", () => {
    expect(linksOf('[a](b.md) `[c](d.md)`\n```ts\n[e](f.md)\n```\n[g](h.md "live")')).toEqual(["b.md", "h.md"]);
    expect(outsideCode("a `a` a", (prose) => prose.toUpperCase())).toBe("A `a` A");
  });
});

describe("live runs of documents", () => {
  const lives = DOCUMENTS.flatMap((file) => livesOf(textOf(file)).map((live) => ({ file, ...live })));

  it.each(lives)("$file: $alt", ({ file, alt, still, target }) => {
    expect(alt.length, "what it shows, for those who do not see it").toBeGreaterThan(10);
    expect(exampleOf(resolveLink(file, target)), "an example").toBeDefined();
    expect(still).toMatch(/-dark\.png$/);
    for (const theme of ["dark", "light"]) {
      const picture = resolveLink(file, still.replace("-dark", `-${theme}`));
      expect(existsSync(root + picture), `${picture}: npm run docs-pictures`).toBe(true);
    }
  });

  it("are a few", () => expect(lives.length).toBeGreaterThan(3));
});

it("every page stands in the site's contents", () => {
  const contents = readFileSync(`${root}docs/site/.vitepress/contents.ts`, "utf8");
  const pages = DOCUMENTS.filter((file) => file.startsWith("docs/")).map((file) =>
    file.slice("docs".length, -".md".length),
  );
  expect(pages.filter((page) => page !== "/index" && !contents.includes(`"${page}"`))).toEqual([]);
});

it("names headings as code hosts do", () => {
  expect(slug("128 × 64 OLED display with SSD1306")).toBe("128--64-oled-display-with-ssd1306");
  expect(slug("What runs as on a Pico, and what does not")).toBe("what-runs-as-on-a-pico-and-what-does-not");
});

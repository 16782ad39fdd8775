import type { VNode } from "preact";
import { describe, expect, it } from "vitest";
import { linkTo, Markdown } from "./markdown.js";

/** Elements as text, as far as they are ours: components called in place. */
function written(node: unknown): string {
  if (Array.isArray(node)) return node.map(written).join("");
  if (node === null || node === undefined || typeof node === "boolean") return "";
  if (typeof node !== "object") return `${node as string}`;
  const { type, props } = node as VNode<Record<string, unknown>>;
  if (typeof type === "function" && type.name === "CodeBlock") return `[code ${String(props["language"])}]`;
  if (typeof type === "function") return written((type as (props: unknown) => unknown)(props));
  return type === undefined ? written(props["children"]) : `<${type}>${written(props["children"])}</${type}>`;
}
const html = (text: string) => written(Markdown({ text, level: 4 }));

describe("a text in Markdown", () => {
  it("becomes elements of the page", () => {
    expect(html("A *b* **c** `d`")).toBe("<p>A <em>b</em> <strong>c</strong> <code>d</code></p>");
    expect(html("- a\n- b")).toBe("<ul><li>a</li><li>b</li></ul>");
    expect(html("### Heading\n\n> q")).toBe("<h4>Heading</h4><blockquote><p>q</p></blockquote>");
    expect(html("```py\nx = 1\n```")).toBe("[code py]");
    expect(html("|a|b|\n|-|-|\n|1|2|")).toContain("<tr><td>1</td><td>2</td></tr>");
  });

  it("shows tags as they are written, and pictures as their words", () => {
    expect(html("a <b>x</b> ![a cat](http://x/y.png) 1 &lt; 2")).toBe("<p>a <b>x</b> a cat 1 < 2</p>");
    expect(html("<script>alert(1)</script>")).toBe("<p><script>alert(1)</script></p>");
  });
});

describe("a link of a lesson", () => {
  it("leads to another site, or to a page of the documentation that the viewer is a part of", () => {
    expect(linkTo("https://docs.micropython.org/", "/")).toBe("https://docs.micropython.org/");
    expect(linkTo("../../../docs/testing.md#seeds", "/base/viewer/")).toBe("/base/testing.html#seeds");
  });

  it("leads nowhere else", () => {
    for (const href of [
      "javascript:alert(1)",
      "javascript://x%0aalert(1)",
      "data:text/html,x",
      "//evil",
      "/x",
      "main.py",
      "docs/../../x.md",
    ]) {
      expect(linkTo(href, "/viewer/")).toBeUndefined();
    }
    expect(linkTo("docs/testing.md", "/")).toBeUndefined();
  });
});

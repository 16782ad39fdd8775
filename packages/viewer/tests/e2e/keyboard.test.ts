import { ms } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { openViewer, type Viewer } from "./support/viewer.js";

/** Tab until the focus is on something that matches; every control has to come along within some steps. */
async function tabTo(viewer: Viewer, selector: string): Promise<void> {
  for (let step = 0; step < 80; step++) {
    // In the editor Tab indents, after Esc it goes on; the page says so below it.
    if (await viewer.page.evaluate(() => document.activeElement?.matches(".cm-editor *") === true)) {
      await viewer.page.keyboard.press("Escape");
    }
    await viewer.page.keyboard.press("Tab");
    if (await viewer.page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
  }
  throw new Error(`Tab does not come to ${selector}`);
}

describe("with the keyboard alone", () => {
  it("time is moved: by events, by milliseconds, to both ends", async () => {
    const viewer = await (await openViewer({ example: "01-blink", query: "t=1.2s" })).ready();
    const { page } = viewer;
    await tabTo(viewer, '[role="slider"], input[type="range"]');

    const before = await viewer.cursor();
    await page.keyboard.press("Shift+ArrowRight");
    await viewer.shown(before + ms(1));
    await page.keyboard.press("Shift+ArrowLeft");
    await viewer.shown(before);

    await page.keyboard.press("ArrowRight");
    await expect.poll(() => viewer.cursor()).toBeGreaterThan(before);
    const event = await viewer.cursor();
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => viewer.cursor()).toBeLessThan(event);

    await page.keyboard.press("Home");
    await viewer.shown(0);
    expect(await viewer.slider.getAttribute("aria-valuetext")).toMatch(/^0/);
    await page.keyboard.press("End");
    await expect.poll(() => viewer.cursor()).toBe((await viewer.status())!.now);
  });

  it("time plays, backwards too, at other speeds", async () => {
    const viewer = await (await openViewer({ example: "01-blink", query: "t=1s" })).ready();
    const { page } = viewer;
    const playing = () => page.evaluate(() => window.__tickless!.session.time.playing.value);
    const speed = () => page.evaluate(() => window.__tickless!.session.time.speed.value);
    await tabTo(viewer, '[role="slider"], input[type="range"]');
    await page.keyboard.press("Space");
    await expect.poll(playing).toBe(1);
    await expect.poll(() => viewer.cursor()).toBeGreaterThan(ms(1000));
    await page.keyboard.press("Space");
    await expect.poll(playing).toBe(0);
    const normal = await speed();
    await page.keyboard.press("[");
    await expect.poll(speed).toBeLessThan(normal);
    await page.keyboard.press("]");
    await expect.poll(speed).toBe(normal);
    const stopped = await viewer.cursor();
    await page.keyboard.press(".");
    await expect.poll(() => viewer.cursor()).toBeGreaterThan(stopped);
  });

  it("panels are opened and lanes selected", async () => {
    const viewer = await (await openViewer({ example: "01-blink", query: "t=1s" })).ready();
    const { page } = viewer;
    await tabTo(viewer, '[role="tab"]');
    const tab = () => page.evaluate(() => window.__tickless!.session.look.tab.value);
    const first = await tab();
    await page.keyboard.press("ArrowRight");
    await expect.poll(tab).not.toBe(first);
    await tabTo(viewer, '[role="option"]');
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate(() => window.__tickless!.session.look.selection.value?.kind)).toBeDefined();
  });

  it("the focus is always to be seen", async () => {
    const viewer = await (await openViewer({ example: "03-button-debounce-asyncio", query: "t=1s" })).ready();
    const unseen: string[] = [];
    for (let step = 0; step < 60; step++) {
      await viewer.page.keyboard.press("Escape");
      await viewer.page.keyboard.press("Tab");
      unseen.push(...(await viewer.page.evaluate(unseenFocus)));
    }
    expect(unseen).toEqual([]);
  });
});

/** What has the focus without an outline, a ring of shadow, or a marked ancestor. */
function unseenFocus(): string[] {
  const element = document.activeElement;
  if (!element || element === document.body || element.closest(".cm-editor")) return [];
  const chain: Element[] = [];
  for (let each: Element | null = element; each && chain.length < 3; each = each.parentElement) chain.push(each);
  const drawn = ({ outlineStyle, outlineWidth, boxShadow }: CSSStyleDeclaration) =>
    (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
  const { content, borderTopWidth } = getComputedStyle(element, "::after");
  const marked =
    chain.some((each) => drawn(getComputedStyle(each))) || (content !== "none" && parseFloat(borderTopWidth) > 0);
  return marked ? [] : [element.outerHTML.slice(0, 120)];
}

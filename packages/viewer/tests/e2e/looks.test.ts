import { describe, expect, it } from "vitest";
import { obstacles } from "./support/axe.js";
import { colours, difference } from "./support/picture.js";
import { openViewer } from "./support/viewer.js";

const example = "04-fade-and-scroll";

const TABS = ["Code", "Parts", "Tasks", "Serial", "Problems"];

describe.each(["dark", "light"])("the %s page", (theme) => {
  it("is accessible, whichever panel is open", async () => {
    const viewer = await (await openViewer({ example, query: `t=1.3s&theme=${theme}` })).ready();
    for (const tab of TABS) {
      await viewer.openTab(tab);
      await viewer.page.waitForTimeout(200);
      await viewer.picture(`${theme}-${tab.toLowerCase()}`);
      expect({ tab, obstacles: await obstacles(viewer) }).toEqual({ tab, obstacles: [] });
    }
  });

  it("is accessible where it is narrow, and with a dialog open", async () => {
    const viewport = { width: 360, height: 740 };
    const viewer = await (await openViewer({ example, query: `t=1.3s&theme=${theme}`, viewport, touch: true })).ready();
    await viewer.picture(`${theme}-narrow`);
    expect(await obstacles(viewer)).toEqual([]);
    await viewer.page.getByRole("button", { name: "Examples" }).click();
    await viewer.page.getByRole("dialog").getByRole("listitem").first().waitFor();
    await viewer.picture(`${theme}-gallery`);
    expect(await obstacles(viewer)).toEqual([]);
  });
});

describe("the page", () => {
  it("looks different in the dark and in the light", async () => {
    const pictures = [];
    for (const theme of ["dark", "light"]) {
      const viewer = await (await openViewer({ example, query: `t=1.3s&theme=${theme}` })).ready();
      pictures.push(await viewer.picture(`${theme}-page`));
    }
    const [dark, light] = pictures;
    expect(difference(dark!, light!)).toBeGreaterThan(0.5);
  });

  it("shows another moment as another picture, and the same moment as the same", async () => {
    const viewer = await (await openViewer({ example, query: "t=1.3s" })).ready();
    const at = async (time: number, name: string) => {
      await viewer.seek(time);
      await viewer.page.waitForTimeout(200);
      return viewer.picture(name, viewer.board);
    };
    const [first, other, again] = [await at(1.3e9, "at-1300"), await at(4.1e9, "at-4100"), await at(1.3e9, "at-again")];
    expect(difference(first, other)).toBeGreaterThan(0.001);
    expect(difference(first, again)).toBe(0);
  });

  it("can be used on 360 pixels, by touch", async () => {
    const viewport = { width: 360, height: 740 };
    const viewer = await (await openViewer({ example, query: "t=1.3s", viewport, touch: true })).ready();
    const { page } = viewer;
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    expect(colours(await viewer.picture("narrow-board", viewer.board))).toBeGreaterThan(30);
    const before = await viewer.cursor();
    const box = (await viewer.slider.boundingBox())!;
    await page.touchscreen.tap(box.x + 0.8 * box.width, box.y + box.height / 2);
    await expect.poll(() => viewer.cursor()).toBeGreaterThan(before);
    for (const tab of await page.getByRole("tab").all()) {
      await tab.tap();
      await expect.poll(() => tab.getAttribute("aria-selected")).toBe("true");
    }
  });
});

import { describe, expect, it } from "vitest";
import { serveFolder } from "./support/folder.js";
import { openViewer } from "./support/viewer.js";

const BURNING = {
  version: 1,
  parts: [
    { id: "pico", type: "board-pi-pico", attrs: {} },
    { id: "led1", type: "wokwi-led", left: 200, attrs: {} },
  ],
  connections: [
    ["pico:GP2", "led1:A", "green", []],
    ["led1:C", "pico:GND.1", "black", []],
  ],
};

describe("what is wrong with the wiring", () => {
  it("has a sign on the board, which leads to what and why", async () => {
    const url = await serveFolder({ "main.py": "", "diagram.json": JSON.stringify(BURNING) });
    const viewer = await (await openViewer({ url, query: "t=20ms" })).ready();
    const signs = viewer.page.locator(".board-finding");
    await expect.poll(() => signs.evaluateAll((all) => all.map((sign) => sign.dataset["part"]))).toEqual(["led1"]);
    await signs.click();
    await expect.poll(() => viewer.panel.textContent()).toContain("nothing limits the current of this LED");
    expect(await viewer.panel.getByRole("button", { name: "led1:A" }).count()).toBe(1);
  });
});

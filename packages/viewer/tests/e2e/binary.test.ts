import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folder, view } from "./support/folder.js";
import { openViewer } from "./support/viewer.js";

const MAIN = {
  "main.py": "with open('data.bin', 'rb') as f:\n    print(sum(f.read()))\n",
  "tickless.yaml": "duration: 20ms\n",
};

describe("a file that is no text", () => {
  it("is on the board, shown as bytes, and followed when it changes on the disk", async () => {
    const path = folder(MAIN);
    writeFileSync(join(path, "data.bin"), Uint8Array.of(0, 255, 72, 105));
    const viewer = await (await openViewer({ url: await view(path), query: "t=20ms" })).ready();
    const { page } = viewer;
    await page.getByRole("tab", { name: "data.bin" }).click();
    await expect
      .poll(() => viewer.panel.locator(".binary-bytes").textContent())
      .toMatch(/^0000 {2}00 ff 48 69 .*\.\.Hi$/);
    await viewer.picture("binary");
    await viewer.openTab("Serial");
    await expect.poll(() => viewer.panel.textContent()).toContain("432");
    const { run } = (await viewer.status())!;
    writeFileSync(join(path, "data.bin"), Uint8Array.of(0, 1, 2));
    await viewer.rerunSince(run);
    await expect.poll(() => viewer.panel.textContent()).toContain("3");
    await viewer.openTab("Code");
    await expect.poll(() => viewer.panel.locator(".binary-bytes").textContent()).toMatch(/^0000 {2}00 01 02 /);
  });

  it("travels in a recording and back", async () => {
    const path = folder(MAIN);
    writeFileSync(join(path, "data.bin"), Uint8Array.of(0, 255));
    const viewer = await (await openViewer({ url: await view(path), query: "t=20ms" })).ready();
    const { page } = viewer;
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name: /^Recording/ }).click();
    const file = join(path, "run.tickless");
    await (await download).saveAs(file);
    await page.locator("input[type=file]").first().setInputFiles(file);
    await page.getByRole("dialog").getByRole("button", { name: "Open", exact: true }).click();
    await expect
      .poll(() => page.getByRole("status").allTextContents())
      .toContainEqual(expect.stringContaining("This is the recorded run"));
    expect((await viewer.project()).binary).toBeDefined();
  });
});

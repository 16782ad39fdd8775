import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folder, view } from "./support/folder.js";
import { openViewer, type Viewer } from "./support/viewer.js";

const MAIN = { "main.py": 'print("as it was")\n', "tickless.yaml": "duration: 20ms\n" };
const EDIT = 'print("edited")\n';

/** Edits, and waits until that has been kept. */
async function edit(viewer: Viewer, text = EDIT): Promise<void> {
  const { run } = (await viewer.status())!;
  await viewer.page.evaluate((edited) => window.__tickless!.session.edit("main.py", edited), text);
  await viewer.rerunSince(run);
  await viewer.page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith("tickless.edits.")));
}

async function reload(viewer: Viewer): Promise<void> {
  await viewer.page.reload();
  await viewer.page.waitForFunction(() => "__tickless" in window);
  await viewer.ready();
}

const programOf = async (viewer: Viewer) => (await viewer.project()).files["main.py"];
const button = (viewer: Viewer, name: string) => viewer.page.getByRole("button", { name });
const messages = ({ page }: Viewer) => page.getByRole("region", { name: "Messages" });

describe("what was edited", () => {
  it("is there when the page is loaded again, said to be a copy, and can be discarded", async () => {
    const viewer = await (await openViewer({ url: await view(folder(MAIN)), query: "t=20ms" })).ready();
    await edit(viewer);
    await reload(viewer);
    expect(await programOf(viewer)).toBe(EDIT);
    await expect.poll(() => messages(viewer).textContent()).toContain("as you edited it here");
    await viewer.picture("edits-kept");
    await viewer.page.getByRole("banner").getByRole("button", { name: "Discard changes" }).click();
    await expect.poll(() => programOf(viewer)).toBe(MAIN["main.py"]);
    await messages(viewer).getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => programOf(viewer)).toBe(EDIT);
    await messages(viewer).waitFor({ state: "attached" });
    await viewer.page.getByRole("banner").getByRole("button", { name: "Discard changes" }).click();
    await viewer.page.waitForFunction(
      () => !Object.keys(localStorage).some((key) => key.startsWith("tickless.edits.")),
    );
    await reload(viewer);
    expect(await programOf(viewer)).toBe(MAIN["main.py"]);
  });

  it("is not mixed with a project that has changed on the disk meanwhile: both are offered", async () => {
    const path = folder(MAIN);
    const viewer = await (await openViewer({ url: await view(path), query: "t=20ms" })).ready();
    await edit(viewer);
    const url = viewer.page.url();
    await viewer.page.goto("about:blank");
    writeFileSync(join(path, "main.py"), 'print("another")\n');
    await viewer.page.goto(url);
    await viewer.page.waitForFunction(() => "__tickless" in window);
    await viewer.ready();
    expect(await programOf(viewer)).toBe('print("another")\n');
    await expect.poll(() => messages(viewer).textContent()).toContain("is not what it was when you edited it");
    await viewer.picture("edits-offered");
    await button(viewer, "Use my edits").click();
    await expect.poll(() => programOf(viewer)).toBe(EDIT);
    await viewer.page.getByRole("banner").getByRole("button", { name: "Discard changes" }).click();
    await expect.poll(() => programOf(viewer)).toBe('print("another")\n');
  });

  it("of an example stays with that example", async () => {
    const viewer = await (await openViewer({ example: "01", query: "t=1s" })).ready();
    await edit(viewer);
    const choose = async (name: string) => {
      await button(viewer, "Examples").click();
      const examples = viewer.page.getByRole("dialog").getByRole("region", { name: "Examples" });
      await examples
        .getByRole("listitem")
        .nth(name === "01" ? 0 : 1)
        .getByRole("button")
        .click();
      await viewer.page.waitForFunction(
        (start) => window.__tickless!.session.project.project.value.name.startsWith(start),
        name,
      );
    };
    await choose("02");
    expect(await programOf(viewer)).not.toBe(EDIT);
    await choose("01");
    expect(await programOf(viewer)).toBe(EDIT);
  });
});

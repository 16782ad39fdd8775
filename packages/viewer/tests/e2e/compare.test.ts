import { ms } from "@tickless/sim-core";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Input } from "../../src/protocol/project.js";
import { exampleFiles } from "../support/in-process.js";
import { recordingFile } from "../support/recording-file.js";
import { obstacles } from "./support/axe.js";
import { folder, viewRecordings } from "./support/folder.js";
import { openViewer, type Opening, type Viewer } from "./support/viewer.js";

const EXAMPLE = exampleFiles("03-button-debounce-asyncio");
const inputs: Input[] = [
  { time: ms(50), kind: "control", part: "btn1", control: "pressed", value: 1 },
  { time: ms(140), kind: "control", part: "btn1", control: "pressed", value: 0 },
];
const A = recordingFile(EXAMPLE, { seed: 7, end: ms(300), inputs });
const B = recordingFile(EXAMPLE, { seed: 8, end: ms(400), inputs });
const OTHER = recordingFile(exampleFiles("01-blink"), { end: ms(300) });

async function compare([a, b]: readonly [Uint8Array, Uint8Array], opening: Opening = {}): Promise<Viewer> {
  const query = `recording=recording.tickless&compare=compare.tickless&${opening.query ?? ""}`;
  const viewer = await (await openViewer({ ...opening, url: await viewRecordings(a, b), query })).ready();
  await viewer.page.waitForFunction(() => window.__tickless!.session.compare.comparison.value !== undefined);
  return viewer;
}

const bar = ({ page }: Viewer) => page.getByRole("region", { name: "Two runs" });
const verdictOf = (viewer: Viewer) => bar(viewer).getByRole("status").textContent();
const sideOf = ({ page }: Viewer) => page.evaluate(() => window.__tickless!.session.compare.side.value);

/** Where the two part, as the store has it, the heap apart. */
const parting = ({ page }: Viewer) =>
  page.evaluate(() => {
    const { differences } = window.__tickless!.session.compare.comparison.value!;
    return differences.find(({ kind }) => kind !== "heap")!;
  });

describe("two recordings over each other", () => {
  it("say which is which, and where they part", async () => {
    const viewer = await compare([A, B]);
    const text = await bar(viewer).textContent();
    expect(text).toMatch(/^A03-button-debounce-asyncio seed 7B03-button-debounce-asyncio seed 8part at /);
    await bar(viewer)
      .getByRole("button", { name: /^part at/ })
      .click();
    expect(await viewer.cursor()).toBe((await parting(viewer)).time);
    await viewer.timeline.getByRole("button", { name: /^The runs part at/ }).waitFor();
    await viewer.picture("compare-dark");
  });

  it("say that they are the same", async () => {
    expect(await verdictOf(await compare([A, A]))).toBe("the same");
  });

  it("are walked by keys, from difference to difference, and back", async () => {
    const viewer = await compare([A, B], { query: "t=0s" });
    const first = await parting(viewer);
    await viewer.page.keyboard.press("Shift+K");
    await expect.poll(() => viewer.cursor()).toBe(first.time);
    await viewer.page.keyboard.press("Shift+K");
    await expect.poll(() => viewer.cursor()).toBeGreaterThan(first.time);
    await viewer.page.keyboard.press("Shift+J");
    await expect.poll(() => viewer.cursor()).toBe(first.time);
  });

  it("are shown on the board and in the panels, the one or the other, by a key", async () => {
    const viewer = await compare([A, recordingFile(EXAMPLE, { seed: 7, end: ms(300) })]);
    await viewer.seek(ms(100));
    const pressed = async () => (await viewer.state()).values["btn1.pressed"];
    expect(await pressed()).toBe(1);
    await viewer.page.keyboard.press("b");
    await expect.poll(() => sideOf(viewer)).toBe("B");
    expect(await pressed()).toBe(0);
    const shown = bar(viewer).getByRole("button", { pressed: true });
    expect(await shown.textContent()).toMatch(/^B/);
    const label = viewer.timeline.locator('[data-lane="btn1.pressed"] .tl-value');
    await expect.poll(() => label.textContent()).toBe("released");
    await viewer.page.keyboard.press("b");
    await expect.poll(() => label.textContent()).toBe("pressed");
  });

  it("have their differences listed, each a way to its moment and lane", async () => {
    const viewer = await compare([A, B]);
    await bar(viewer).getByRole("button", { name: "Differences" }).click();
    const first = await parting(viewer);
    const row = viewer.panel.getByRole("row").filter({ hasText: first.track }).first();
    await expect.poll(() => row.textContent()).toContain(first.a?.text ?? "nothing more");
    await row.getByRole("button").click();
    await viewer.shown(first.time);
    expect(await viewer.timeline.locator(`[aria-selected=true]`).getAttribute("data-lane")).toBeTruthy();
    await viewer.picture("compare-differences");
  });

  it("can be swapped, and parted again", async () => {
    const viewer = await compare([A, B], { query: "t=120ms" });
    const { time } = await parting(viewer);
    await bar(viewer).getByRole("button", { name: "Swap A and B" }).click();
    await expect.poll(() => bar(viewer).textContent()).toMatch(/seed 8B.*seed 7/);
    await expect.poll(() => verdictOf(viewer)).toContain("part at");
    expect((await parting(viewer)).time).toBe(time);
    expect(await viewer.cursor()).toBe(ms(120));
    await bar(viewer).getByRole("button", { name: "Stop comparing" }).click();
    await expect.poll(() => bar(viewer).count()).toBe(0);
  });

  it("of different projects have lanes matched by name; others are said to be of one only", async () => {
    const viewer = await compare([A, OTHER]);
    const lane = viewer.timeline.locator('[data-lane="btn1.pressed"]');
    expect(await lane.textContent()).toContain("only in run A");
    await viewer.page.keyboard.press("b");
    await expect.poll(() => sideOf(viewer)).toBe("B");
    await viewer.picture("compare-other");
  });
});

describe("a recording that is dropped", () => {
  it("can be opened, or compared with what is open", async () => {
    const viewer = await (await openViewer({ example: "03", query: "t=300ms&seed=7" })).ready();
    const path = join(folder({}), "b.tickless");
    writeFileSync(path, B);
    await viewer.page.locator("input[type=file]").first().setInputFiles(path);
    const dialog = viewer.page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Compare" }).click();
    await expect.poll(() => bar(viewer).textContent()).toContain("seed 8");
    await viewer.page.locator("input[type=file]").first().setInputFiles(path);
    await dialog.getByRole("button", { name: "Open", exact: true }).click();
    await viewer.page.waitForFunction(() => window.__tickless!.session.project.seed.value === 8);
    expect(await bar(viewer).count()).toBe(0);
  });

  it("may be the run itself, kept to see what an edit changes", async () => {
    const viewer = await (await openViewer({ example: "03", query: "t=300ms" })).ready();
    await viewer.page.getByRole("button", { name: "Open", exact: true }).click();
    await viewer.page.getByRole("menuitem", { name: /^Compare with this run/ }).click();
    await expect.poll(() => verdictOf(viewer)).toBe("the same");
    const { run } = (await viewer.status())!;
    await viewer.page.evaluate(() => window.__tickless!.session.setSeed(5));
    await viewer.rerunSince(run);
    await expect.poll(() => verdictOf(viewer)).toMatch(/^part at/);
  });
});

describe.each(["dark", "light"])("the %s page of two runs", (theme) => {
  it("is accessible, also where it is narrow", async () => {
    const viewer = await compare([A, B], { query: `t=120ms&theme=${theme}` });
    await viewer.openTab("Differences");
    await viewer.picture(`${theme}-compare`);
    expect(await obstacles(viewer)).toEqual([]);
    const viewport = { width: 360, height: 740 };
    const narrow = await compare([A, B], { query: `t=120ms&theme=${theme}`, viewport, touch: true });
    await narrow.picture(`${theme}-compare-narrow`);
    expect(await obstacles(narrow)).toEqual([]);
    const { page } = narrow;
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});

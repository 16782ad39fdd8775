import { describe, expect, it } from "vitest";
import { obstacles } from "./support/axe.js";
import { projectOf, runHere } from "./support/reference.js";
import { openViewer, type Viewer } from "./support/viewer.js";

async function openPart(viewer: Viewer, part: string): Promise<void> {
  await viewer.openTab("Parts");
  await viewer.panel.getByRole("button", { name: new RegExp(`^${part} `) }).click();
}

/** What is done there happens in this run, not in another one. */
async function toTheEnd(viewer: Viewer): Promise<void> {
  await viewer.seek((await viewer.status())!.now);
}

describe.each(["dark", "light"])("in the %s page a part's faults", (theme) => {
  it("are out of the way until they are wanted, and seen when they are there", async () => {
    const viewer = await (await openViewer({ example: "04-fade-and-scroll", query: `t=1s&theme=${theme}` })).ready();
    const { panel, timeline } = viewer;
    await toTheEnd(viewer);
    await openPart(viewer, "oled1");
    const nack = panel.getByRole("switch", { name: "nack", exact: true });
    await expect.poll(() => nack.isVisible()).toBe(false);
    expect(await timeline.getByText("nack").count()).toBe(0);

    await panel.getByText("Faults", { exact: true }).click();
    await nack.click();
    await expect.poll(() => nack.isChecked()).toBe(true);
    await expect.poll(() => panel.locator(".fault-badge").textContent()).toContain("nack");
    await viewer.picture(`${theme}-faults`);
    expect(await obstacles(viewer)).toEqual([]);
    await expect.poll(() => timeline.getByText("nack").count()).toBeGreaterThan(0);

    await panel.getByRole("button", { name: "All parts" }).click();
    await expect.poll(() => panel.locator(".fault-badge").textContent()).toContain("nack");
    await viewer.picture(`${theme}-faults-list`);
    expect(await obstacles(viewer)).toEqual([]);
  });
});

describe("a fault in the page", () => {
  it("is an input like any other: the run is the same elsewhere", async () => {
    const viewer = await (await openViewer({ example: "04-fade-and-scroll", query: "t=0.5s" })).ready();
    await openPart(viewer, "btn1");
    const { panel, page } = viewer;
    await toTheEnd(viewer);
    await panel.getByText("Faults", { exact: true }).click();
    const flaky = panel.getByRole("spinbutton", { name: "flaky, number" });
    await flaky.fill("0.25");
    await flaky.press("Enter");
    await expect.poll(() => panel.getByRole("switch", { name: "flaky" }).isChecked()).toBe(true);
    const project = await viewer.project();
    const inputs = await page.evaluate(() => window.__tickless!.session.project.inputs.value);
    expect(inputs).toMatchObject([{ kind: "control", part: "btn1", control: "flaky", value: 0.25 }]);
    const { now, fingerprint } = (await viewer.status())!;
    expect(runHere(projectOf(project), { until: now, inputs }).fingerprint).toBe(fingerprint);
  });
});

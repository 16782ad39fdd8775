import { describe, expect, it } from "vitest";
import { serveFolder } from "./support/folder.js";
import { projectOf, runHere } from "./support/reference.js";
import { openViewer, type Viewer } from "./support/viewer.js";

const worker = (viewer: Viewer, name: string) => {
  const found = viewer.page.workers().find((each) => each.url().includes(name));
  if (!found)
    throw new Error(
      `there is no worker ${name}: ${viewer.page
        .workers()
        .map((each) => each.url())
        .join()}`,
    );
  return found;
};

/** Everything is there again, as before. */
async function expectRecovered(viewer: Viewer): Promise<void> {
  await viewer.page
    .getByRole("button", { name: /restart|start again/i })
    .first()
    .click();
  await viewer.page.waitForFunction(() => !window.__tickless!.session.run.failure.value);
  await viewer.page.evaluate(() => window.__tickless!.session.runTo(2e9));
  await viewer.page.waitForFunction(() => window.__tickless!.session.run.end.value >= 2e9);
  const project = projectOf(await viewer.project());
  await expect
    .poll(async () => (await viewer.status())!.fingerprint)
    .toBe(runHere(project, { until: (await viewer.status())!.now }).fingerprint);
}

const failure = (viewer: Viewer) => viewer.page.evaluate(() => window.__tickless!.session.run.failure.value);

describe("a worker that is gone", () => {
  // Nobody tells the page: it has to miss the answers, which takes a while. So all at once.
  it("or hangs is told, and started again", async () => {
    const open = async () => await (await openViewer({ example: "01-blink", query: "t=1s" })).ready();
    const [noSimulation, noStore, hanging] = [await open(), await open(), await open()];
    await worker(noSimulation, "sim.worker").evaluate(() => self.close());
    await worker(noStore, "store.worker").evaluate(() => self.close());
    const never = worker(hanging, "sim.worker").evaluate(() => {
      for (;;);
    });
    never.catch(() => undefined);

    for (const [viewer, kind] of [
      [noSimulation, "simulation"],
      [noStore, "store"],
      [hanging, "simulation"],
    ] as const) {
      await viewer.page.bringToFront();
      await viewer.page.evaluate(() => void window.__tickless!.session.rerun());
      await expect.poll(() => failure(viewer), { timeout: 40_000 }).toMatchObject({ worker: kind });
      expect(await viewer.page.getByRole("alert").first().isVisible()).toBe(true);
      await expectRecovered(viewer);
    }
  });
});

describe("a project that cannot be run", () => {
  it("says what is wrong, where", async () => {
    const diagram = JSON.stringify(
      { version: 1, parts: [{ id: "led1", type: "wokwi-leed" }], connections: [] },
      null,
      1,
    );
    const url = await serveFolder({ "main.py": "print(1)\n", "diagram.json": diagram });
    const viewer = await openViewer({ url });
    await viewer.openTab("Problems");
    await expect.poll(() => viewer.panel.textContent()).toContain("wokwi-leed");
    await expect.poll(() => viewer.panel.textContent()).toContain("diagram.json");
  });

  it("an endless loop does not stop the page", async () => {
    const url = await serveFolder({ "main.py": "while True:\n    pass\n", "tickless.yaml": "cpu-time: false\n" });
    const viewer = await openViewer({ url });
    await viewer.openTab("Problems");
    expect(await viewer.slider.isVisible()).toBe(true);
  });
});

import { expect, describe, it } from "vitest";
import type { Nanos, Trace } from "@tickless/sim-core";
import { EXAMPLES } from "./support/examples.js";
import { colours } from "./support/picture.js";
import { projectOf, runHere, stateOf } from "./support/reference.js";
import { openViewer } from "./support/viewer.js";

/** Evenly spread moments, and instants of edges and those just before them. */
function moments(trace: Trace, end: Nanos): Nanos[] {
  const spread = [0, 0.137, 0.301, 0.499, 0.713, 0.91, 1].map((part) => Math.round(part * end));
  const digital = trace.tracks.filter(({ kind, rows }) => kind === "digital" && rows > 1);
  const edges = digital.slice(0, 5).map((track) => track.time(track.rows >> 1));
  return [...spread, ...edges.flatMap((time) => [Math.max(0, time - 1), time])].sort((a, b) => a - b);
}

describe.each(EXAMPLES)("%s", (example) => {
  it("is the same run as without a browser, and is shown as it was at any moment", async () => {
    // Lessons may move no pin, or have so many tasks that the pins are out of sight.
    const pins = example.startsWith("lessons/") ? 0 : 1;
    const viewer = await (await openViewer({ example, query: "t=1s" })).ready();
    const name = example.replace("/", "-");
    await viewer.picture(`${name}-page`);
    expect(colours(await viewer.picture(`${name}-board`, viewer.board))).toBeGreaterThan(30);
    expect(colours(await viewer.picture(`${name}-timeline`, viewer.timeline))).toBeGreaterThan(20);

    const { trace, fingerprint, end } = runHere(projectOf(await viewer.project()));
    expect(await viewer.status()).toMatchObject({ now: end, fingerprint });
    for (const time of moments(trace, end)) {
      await viewer.seek(time);
      const shown = await viewer.state();
      expect(shown).toEqual({ time, ...stateOf(trace, time, shown.pixels) });
      await viewer.expectLevels(trace, time, pins);
      expect(await viewer.slider.getAttribute("aria-valuenow")).toBe(String(time));
    }
  });
});

describe("the page", () => {
  it("opens an example when it is given no project", async () => {
    const viewer = await openViewer();
    await viewer.page.waitForFunction(() => window.__tickless!.session.run.end.value > 0);
    expect((await viewer.project()).name).toBe("04-fade-and-scroll");
  });

  it("has all examples in its gallery", async () => {
    const viewer = await openViewer({ example: "01", query: "t=0s" });
    await viewer.page.getByRole("button", { name: "Examples" }).click();
    const cards = viewer.page.getByRole("dialog").getByRole("listitem");
    await expect.poll(() => cards.count()).toBe(EXAMPLES.length);
    const lessons = viewer.page.getByRole("dialog").getByRole("region", { name: "Lessons" }).getByRole("listitem");
    expect(await lessons.count()).toBe(EXAMPLES.filter((name) => name.startsWith("lessons/")).length);
    await cards.filter({ hasText: "polling" }).first().getByRole("button").click();
    await viewer.page.waitForFunction(() => window.__tickless!.session.run.end.value > 0);
    await expect.poll(async () => (await viewer.project()).name).toBe("02-button-polling");
    expect(viewer.page.url()).toContain("example=02-button-polling");
  });

  it("embeds without editor and gallery", async () => {
    const viewer = await (await openViewer({ example: "01", query: "t=1s&embed" })).ready();
    expect(await viewer.page.getByRole("tab").count()).toBe(0);
    expect(await viewer.page.getByRole("button", { name: "Examples" }).count()).toBe(0);
    expect(await viewer.slider.isVisible()).toBe(true);
  });
});

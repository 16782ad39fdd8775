import { ms } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { projectOf, runHere } from "./support/reference.js";
import { openViewer, type Viewer } from "./support/viewer.js";

/** Its scenario presses the button by itself, too. */
const example = "03-button-debounce-asyncio";
const BUTTON = "pico.GP14";

/** Presses the part's button on the board, as a person does. */
async function press(viewer: Viewer): Promise<void> {
  const button = viewer.board.getByRole("button", { name: /btn1/ }).first();
  await button.focus();
  await viewer.page.keyboard.down("Space");
  await viewer.page.waitForTimeout(80);
  await viewer.page.keyboard.up("Space");
}

describe("live", () => {
  it("the cursor is at the end, and the end moves on", async () => {
    const viewer = await openViewer({ example });
    await viewer.page.waitForFunction((after) => window.__tickless!.session.time.cursor.value > after, ms(300));
    const { live, cursor, end } = await viewer.page.evaluate(() => {
      const { time, run } = window.__tickless!.session;
      return { live: time.live.value, cursor: time.cursor.value, end: run.end.value };
    });
    expect(live).toBe(true);
    expect(cursor).toBe(end);
  });

  it("a press is recorded at its time, and the wire bounces then", async () => {
    // Its scenario is over by then, and nobody else presses: an edge at that time is this press's.
    const viewer = await openViewer({ example: "02-button-polling" });
    await viewer.page.waitForFunction((after) => window.__tickless!.session.time.cursor.value > after, ms(1700));
    await press(viewer);
    await expect.poll(async () => (await viewer.inputs()).length).toBeGreaterThanOrEqual(2);
    const inputs = await viewer.inputs();
    expect(inputs.slice(0, 2)).toMatchObject([
      { kind: "control", part: "btn1", control: "pressed", value: 1 },
      { kind: "control", part: "btn1", control: "pressed", value: 0 },
    ]);
    await viewer.pause();

    const { time } = inputs[0]!;
    const edge = await viewer.nextEdge(BUTTON, time - 1);
    expect(edge).toBeGreaterThanOrEqual(time);
    expect(edge).toBeLessThan(time + ms(1));
    const until = (await viewer.status())!.now;
    const { trace } = runHere(projectOf(await viewer.project()), { until, inputs });
    const track = trace.get(BUTTON)!;
    expect(edge).toBe(track.time(track.rowAt(time - 1) + 1));
    await viewer.seek(edge!);
    await viewer.expectLevels(trace, edge!);
  });

  it("the same inputs give the same run again", async () => {
    const viewer = await openViewer({ example });
    await viewer.page.waitForFunction((after) => window.__tickless!.session.time.cursor.value > after, ms(50));
    await press(viewer);
    await viewer.pause();
    const inputs = await viewer.inputs();
    await viewer.page.evaluate(() => window.__tickless!.session.rerun());
    await viewer.ready();
    const { now, fingerprint } = (await viewer.status())!;
    expect(runHere(projectOf(await viewer.project()), { until: now, inputs }).fingerprint).toBe(fingerprint);
  });

  it("a press while looking back is offered as another run, with the press at that time", async () => {
    const viewer = await (await openViewer({ example, query: "t=200ms" })).ready();
    await press(viewer);
    await viewer.page.getByRole("button", { name: "Run again" }).first().click();
    await expect.poll(async () => (await viewer.inputs()).length).toBeGreaterThan(0);
    await viewer.ready();
    const edge = await viewer.nextEdge(BUTTON, ms(200) - 1);
    expect(edge).toBeGreaterThanOrEqual(ms(200));
    expect(edge).toBeLessThan(ms(201));
  });
});

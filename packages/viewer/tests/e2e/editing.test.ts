import { ms, s } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { serveFolder } from "./support/folder.js";
import { projectOf, runHere } from "./support/reference.js";
import { openViewer } from "./support/viewer.js";

const LED = { id: "pico.GP15", kind: "pin", tracks: ["pico.GP15"] } as const;

describe("editing the program", () => {
  it("runs it again, keeps the cursor, and leaves the run before as a ghost", async () => {
    const viewer = await (await openViewer({ example: "03-button-debounce-asyncio", query: "t=1.2s" })).ready();
    const { run } = (await viewer.status())!;
    await viewer.openFile("main.py");
    await viewer.replaceInEditor("sleep_ms(250)", "sleep_ms(70)");
    await viewer.rerunSince(run);

    expect((await viewer.project()).files["main.py"]).toContain("sleep_ms(70)");
    expect(await viewer.cursor()).toBe(s(1.2));
    const { trace, fingerprint, end } = runHere(projectOf(await viewer.project()));
    expect(await viewer.status()).toMatchObject({ now: end, fingerprint });
    const track = trace.get(LED.id)!;
    const times = Array.from({ length: track.rows }, (_, row) => track.time(row));
    const layers = await viewer.page.evaluate(
      async ({ lane, until }) => {
        const { store, run } = window.__tickless!.session;
        const edges = async (layer: "current" | "ghost") => {
          const { lanes } = await store.columns({ start: 0, end: until, width: 400, lanes: [lane], layer });
          return lanes[0]?.kind === "pin" ? [...(lanes[0].edges?.times ?? [])] : [];
        };
        return { current: await edges("current"), ghost: await edges("ghost"), shown: run.ghost.value };
      },
      { lane: LED, until: s(2) },
    );
    expect(layers.current).toEqual(times.filter((time) => time < s(2)));
    expect(layers.shown).toBe(true);
    const period = (edges: readonly number[]) => (edges[6]! - edges[2]!) / 4;
    expect(period(layers.current)).toBeCloseTo(ms(70), -6);
    expect(period(layers.ghost)).toBeCloseTo(ms(250), -6);
  });

  it("with a syntax error keeps MicroPython's own message, and goes on when it is put right", async () => {
    const viewer = await (await openViewer({ example: "01-blink", query: "t=1s" })).ready();
    const { run } = (await viewer.status())!;
    await viewer.openFile("main.py");
    await viewer.replaceInEditor("while True:", "while True");
    await viewer.rerunSince(run);
    expect((await viewer.status())!.end).toMatchObject({ kind: "exception" });
    await viewer.openTab("Problems");
    await expect.poll(() => viewer.panel.textContent()).toContain("SyntaxError");
    const broken = (await viewer.status())!.run;
    await viewer.openFile("main.py");
    await viewer.replaceInEditor("while True", "while True:");
    await viewer.rerunSince(broken);
    expect(await viewer.status()).toMatchObject({ end: undefined });
  });

  it("another seed is another run of the same length", async () => {
    const viewer = await (await openViewer({ example: "02-button-polling", query: "t=1s" })).ready();
    const before = (await viewer.status())!;
    await viewer.page.getByLabel("Seed", { exact: true }).fill("7");
    await viewer.page.keyboard.press("Enter");
    await viewer.rerunSince(before.run);
    const after = (await viewer.status())!;
    expect(after).toMatchObject({ seed: 7, now: before.now });
    expect(after.fingerprint).not.toBe(before.fingerprint);
    expect(after.fingerprint).toBe(runHere(projectOf(await viewer.project()), { seed: 7 }).fingerprint);
  });
});

describe("the part inspector", () => {
  it("changes how a button bounces, and so the run", async () => {
    const viewer = await (await openViewer({ example: "02-button-polling", query: "t=1s" })).ready();
    const before = (await viewer.status())!;
    await viewer.openTab("Parts");
    await viewer.panel.getByText("btn1").first().click();
    await viewer.panel.getByRole("combobox", { name: "Bounce profile" }).selectOption("ideal");
    await viewer.rerunSince(before.run);
    const project = await viewer.project();
    expect(project.files["diagram.json"]).toContain('"bounceProfile": "ideal"');
    const after = (await viewer.status())!;
    expect(after.fingerprint).not.toBe(before.fingerprint);
    expect(after.fingerprint).toBe(runHere(projectOf(project)).fingerprint);
  });
});

describe("an exception", () => {
  const files = {
    "main.py": 'from time import sleep_ms\n\nprint("ready")\nsleep_ms(750)\nprint(1 / 0)\n',
    "tickless.yaml": "duration: 2s\n",
  };

  it("is shown at its moment, with its line", async () => {
    const viewer = await (await openViewer({ url: await serveFolder(files), query: "t=0s" })).ready();
    const { trace } = runHere(projectOf(await viewer.project()));
    const track = trace.get("pico.program")!;
    const row = Array.from({ length: track.rows }, (_, index) => index).find((index) =>
      String(track.value(index)).startsWith("exception: ZeroDivisionError"),
    );
    const hits = await viewer.page.evaluate(() =>
      window.__tickless!.session.store.search({ kind: "exception" }, 0, 1, 5),
    );
    expect(hits).toMatchObject([{ time: track.time(row!), kind: "exception" }]);
    await viewer.seek(hits[0]!.time);
    await viewer.openTab("Serial");
    await expect.poll(() => viewer.panel.textContent()).toContain("ZeroDivisionError");
    await viewer.openTab("Problems");
    await expect.poll(() => viewer.panel.textContent()).toMatch(/main\.py.*5/s);
    await viewer.seek(ms(700));
    await viewer.openTab("Serial");
    await expect.poll(() => viewer.panel.textContent()).not.toContain("ZeroDivisionError");
  });
});

import { describe, expect, it } from "vitest";
import { obstacles } from "./support/axe.js";
import { serveFolder } from "./support/folder.js";
import { colours } from "./support/picture.js";
import { openViewer, type Viewer } from "./support/viewer.js";

const example = "09-own-part";

const temperature = (viewer: Viewer) => viewer.board.getByRole("slider", { name: /^Thermometer TMP102 temp1/ });
/** What is recorded of the thermometer at the moment that is shown. */
const shown = async (viewer: Viewer, name: string) => (await viewer.state()).values[`temp1.${name}`];

describe("a part that the project brings along", () => {
  it.each(["dark", "light"])("is drawn with what it shows, and accessible (%s)", async (theme) => {
    const viewer = await (await openViewer({ example, query: `t=2.6s&theme=${theme}` })).ready();
    expect(colours(await viewer.picture(`own-part-${theme}`, viewer.board))).toBeGreaterThan(60);
    expect(await temperature(viewer).getAttribute("aria-label")).toBe("Thermometer TMP102 temp1, 29.0 °C, too hot");
    expect(await temperature(viewer).getAttribute("aria-valuetext")).toBe("29 °C");
    await viewer.openTab("Parts");
    await expect.poll(() => viewer.panel.textContent()).toContain("Thermometer TMP102");
    expect(await obstacles(viewer)).toEqual([]);
  });

  it("is worked by the keyboard and by a pointer; both are inputs", async () => {
    const viewer = await (await openViewer({ example, query: "t=5s" })).ready();
    await viewer.page.evaluate(() => window.__tickless!.session.goLive());
    const slider = temperature(viewer);
    await slider.focus();
    await viewer.page.keyboard.press("End");
    await expect.poll(async () => (await viewer.inputs()).at(-1)).toMatchObject({ part: "temp1", value: 125 });
    await expect.poll(() => shown(viewer, "measured"), { timeout: 20_000 }).toBe(125);

    const box = (await slider.boundingBox())!;
    // The slide's own ends are nearer together than those of the place.
    await viewer.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await expect.poll(async () => (await viewer.inputs()).length).toBe(2);
    const [, input] = await viewer.inputs();
    expect(input).toMatchObject({ kind: "control", part: "temp1", control: "temperature" });
    expect((input as { value: number }).value).toBeCloseTo(42.5, 0);
    await expect.poll(() => shown(viewer, "measured"), { timeout: 20_000 }).toBeCloseTo(42.5, 0);
  });

  it("asks for its attributes in the panel", async () => {
    const viewer = await (await openViewer({ example, query: "t=1s" })).ready();
    await viewer.page.evaluate(() => {
      window.__tickless!.session.look.selection.value = { kind: "part", part: "temp1" };
    });
    await viewer.openTab("Parts");
    await expect.poll(() => viewer.panel.getByLabel("Temperature", { exact: true }).inputValue()).toBe("24");
  });
});

const part = (connect: string): string => `import { definePart } from "tickless/part";
export default definePart({
  type: "mine",
  label: "Mine",
  pins: ["A", "B"],
  connect(ctx) {
    ctx.output("level", "output").write(0.25);
    ${connect}
  },
});
`;
const diagram = JSON.stringify({
  version: 1,
  parts: [
    { id: "pico", type: "board-pi-pico" },
    { id: "m1", type: "mine", left: 150, attrs: {} },
  ],
  connections: [["m1:A", "pico:GP2", "green", []]],
});
const files = (connect: string) => ({
  "main.py": "import time\ntime.sleep(1)\n",
  "diagram.json": diagram,
  "parts/mine.part.ts": part(connect),
});

describe("a part without a face", () => {
  it("is a box with its label, its pins and its outputs", async () => {
    const viewer = await (await openViewer({ url: await serveFolder(files("")), query: "t=5ms" })).ready();
    await viewer.picture("own-part-box", viewer.board);
    const group = viewer.board.getByRole("group", { name: "Mine m1, level 0.25" });
    await expect.poll(() => group.count()).toBe(1);
  });
});

describe("a part that goes wrong", () => {
  it("ends the run, and says where", async () => {
    const throwing = "ctx.timer(() => { throw new Error('boom'); }).start(2_000_000);";
    const viewer = await openViewer({ url: await serveFolder(files(throwing)), query: "t=5ms" });
    const end = () => viewer.page.evaluate(() => window.__tickless!.session.run.status.value?.end);
    await expect.poll(end, { timeout: 20_000 }).toMatchObject({
      kind: "failed",
      message: "m1 at 2.000 ms: boom",
      file: "parts/mine.part.ts",
      line: 8,
    });
  });

  it("is told before anything runs, when it can be seen then", async () => {
    const wrong = { ...files(""), "parts/mine.part.ts": part("").replace("pins", "pinz") };
    const viewer = await openViewer({ url: await serveFolder(wrong) });
    await viewer.openTab("Problems");
    await expect.poll(() => viewer.panel.textContent()).toContain("unknown key 'pinz'");
    await expect.poll(() => viewer.panel.textContent()).toContain("parts/mine.part.ts");
  });

  it("does not hang the page, although it never ends", async () => {
    const url = await serveFolder(files("for (;;);"));
    const viewer = await openViewer({ url });
    const failure = () => viewer.page.evaluate(() => window.__tickless!.session.run.failure.value);
    await expect.poll(failure, { timeout: 50_000 }).toMatchObject({ worker: "simulation" });
    expect(await viewer.page.getByRole("alert").first().isVisible()).toBe(true);
    expect(await viewer.slider.isVisible()).toBe(true);
  });
});

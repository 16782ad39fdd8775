import { momentIn } from "tickless/lesson/moments";
import { ms, type Nanos, type Trace } from "@tickless/sim-core";
import { describe, expect, it } from "vitest";
import { obstacles } from "./support/axe.js";
import { serveFolder } from "./support/folder.js";
import { projectOf, runHere } from "./support/reference.js";
import { openViewer, type Viewer } from "./support/viewer.js";

const FILES = {
  "main.py": `import time
from machine import Pin

led = Pin(15, Pin.OUT)
while True:
    led.toggle()
    time.sleep_ms(100)
    print("turn")
`,
  "tickless.yaml": "duration: 1s\n",
  "lesson.md": `---
minutes: 3
---
# Blinking

A LED, and **how often** it blinks. See [the manual](https://docs.micropython.org/) & \`toggle\`.

## It goes on

\`\`\`step
at: { edge: rising, of: pico.GP15, number: 3 }
view: 0s-600ms
show: [pico.GP15, heap]
code: { from: "while True", to: "sleep" }
\`\`\`

It is on {{lit}} times.

\`\`\`py
def f():
    return 1  # code in a text
\`\`\`

## More slowly

\`\`\`step
at: { edge: rising, of: pico.GP15, number: 3 }
edit: { find: sleep_ms(100), replace: sleep_ms(150) }
\`\`\`

Make it slower.

## What it says

\`\`\`step
at: { serial: turn, number: 2 }
tab: serial
\`\`\`

It prints.
`,
  "figures.json": '{ "lit": "5" }\n',
};
const RISE = { kind: "edge", edge: "rising", of: "pico.GP15", number: 3, after: 0 } as const;

const lessonOf = ({ page }: Viewer) => page.getByRole("region", { name: "Lesson", exact: true });
const button = ({ page }: Viewer, name: string) => page.getByRole("button", { name, exact: true });

/** When that happens in the project as the page has it now, run here. */
async function whenHere(viewer: Viewer, find: (trace: Trace, end: Nanos) => Nanos | undefined): Promise<Nanos> {
  const { trace, end } = runHere(projectOf(await viewer.project()));
  return find(trace, end)!;
}
const thirdRise = (viewer: Viewer) => whenHere(viewer, (trace, end) => momentIn(trace, RISE, end));

async function open(query: string, more: Partial<Parameters<typeof openViewer>[0]> = {}): Promise<Viewer> {
  const viewer = await (await openViewer({ url: await serveFolder(FILES), query, ...more })).ready();
  await viewer.page.getByRole("navigation", { name: "Steps of the lesson" }).waitFor();
  return viewer;
}

const standing = ({ page }: Viewer) =>
  page.locator(".tl-stands").evaluateAll((labels) => labels.map((label) => label.getAttribute("data-lane")));

describe("a lesson", () => {
  it("opens with its introduction, over a run that is there in full", async () => {
    const viewer = await open("");
    await expect.poll(() => lessonOf(viewer).textContent()).toContain("Lesson · 3 minutes");
    expect(await lessonOf(viewer).locator("strong").textContent()).toBe("how often");
    expect(await viewer.page.getByRole("link", { name: "the manual" }).getAttribute("rel")).toContain("noopener");
    expect([await viewer.cursor(), (await viewer.status())?.now]).toEqual([0, ms(1000)]);
    await viewer.openTab("Code");
    const files = viewer.page.getByRole("tablist", { name: "Files" });
    expect(await files.getByRole("tab").allTextContents()).toEqual(["main.py", "tickless.yaml", "lesson.md"]);
  });

  it("is gone through by keys: each step moves the cursor, points at lanes and lines, and opens its panel", async () => {
    const viewer = await open("");
    const { page } = viewer;
    await page.locator("body").press("Shift+>");
    await viewer.shown(await thirdRise(viewer));
    expect(page.url()).toMatch(/[?&]step=1$/);
    await expect.poll(() => standing(viewer)).toEqual(["pico.GP15", "pico.heap"]);
    expect(await page.evaluate(() => window.__tickless!.session.time.view.value)).toEqual({ start: 0, end: ms(600) });
    const marked = page.locator(".cm-passage");
    await expect
      .poll(() => marked.allTextContents())
      .toEqual(["while True:", "    led.toggle()", "    time.sleep_ms(100)"]);
    await expect.poll(() => lessonOf(viewer).textContent()).toContain("It is on 5 times.");
    await lessonOf(viewer).locator(".code-keyword").first().waitFor();

    await button(viewer, "Next").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate(() => window.__tickless!.session.look.tab.value)).toBe("serial");
    expect(await button(viewer, "Next").getAttribute("aria-disabled")).toBe("true");
    await expect
      .poll(() => page.locator(".lesson [role=status].hidden").textContent())
      .toBe("Step 3 of 3: What it says");
    await page.keyboard.press("Shift+<");
    await expect.poll(() => page.url()).toMatch(/step=2$/);

    await viewer.seek(ms(700));
    await button(viewer, "Show me again").click();
    await viewer.shown(await thirdRise(viewer));
    await page.getByRole("button", { name: "2 of 3" }).click();
    await page.getByRole("button", { name: "Introduction" }).click();
    await expect.poll(() => page.url()).not.toContain("step=");
    expect(await standing(viewer)).toEqual([]);
  });

  it("moves so that the eye can follow, and gives way to whoever moves the cursor meanwhile", async () => {
    const viewer = await open("", { reducedMotion: "no-preference" });
    const { page } = viewer;
    const rise = await thirdRise(viewer);
    const view = () => page.evaluate(() => window.__tickless!.session.time.view.value);
    await page.evaluate(() => window.__tickless!.session.show({ start: 8e8, end: 9e8 }));
    await page.locator("body").press("Shift+>");
    await viewer.shown(rise);
    await expect.poll(view).toEqual({ start: 0, end: ms(600) });
    await page.evaluate((end) => {
      const { session } = window.__tickless!;
      session.seek(9e8);
      const stop = session.time.cursor.subscribe((cursor) => {
        const underWay = cursor < 9e8 && cursor > end;
        if (underWay) setTimeout(() => (stop(), session.seek(12e7)));
      });
    }, rise);
    await button(viewer, "Show me again").click();
    await viewer.shown(12e7);
    await page.waitForTimeout(700);
    expect(await viewer.cursor()).toBe(12e7);
  });

  it("gives way to whoever moves the cursor while it still looks for the moment", async () => {
    const viewer = await open("step=1");
    await viewer.shown(await thirdRise(viewer));
    await viewer.page.evaluate((there) => {
      const { session } = window.__tickless!;
      const ask = session.store.momentOf.bind(session.store);
      session.store.momentOf = async (at) => {
        const found = await ask(at);
        session.seek(there);
        return found;
      };
    }, ms(700));
    await viewer.page.locator("body").press("Shift+>");
    await viewer.shown(ms(700));
    await viewer.page.waitForTimeout(300);
    expect(await viewer.cursor()).toBe(ms(700));
  });

  it("proposes a change, which is a new run when it is made and the old one when it is taken back", async () => {
    const viewer = await open("step=2");
    const before = await thirdRise(viewer);
    await viewer.shown(before);
    const lines = viewer.page.locator(".diff-line");
    await expect
      .poll(() => lines.allTextContents())
      .toEqual(["−out:     time.sleep_ms(100)\n", "+in:     time.sleep_ms(150)\n"]);
    await button(viewer, "Make this change").click();
    await button(viewer, "Take it back").waitFor();
    await viewer.page.waitForFunction((old) => window.__tickless!.session.time.cursor.value > old, before);
    await viewer.shown(await thirdRise(viewer));
    expect(await viewer.page.evaluate(() => window.__tickless!.session.run.ghost.value)).toBe(true);
    await viewer.picture("lesson-change-made");
    await button(viewer, "Take it back").click();
    await button(viewer, "Make this change").waitFor();
    await viewer.shown(before);
  });

  it("keeps step and change when the page is loaded again", async () => {
    const viewer = await open("step=2");
    await button(viewer, "Make this change").click();
    await button(viewer, "Take it back").waitFor();
    await viewer.page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith("tickless.edits.")));
    await viewer.page.reload();
    await viewer.page.waitForFunction(() => "__tickless" in window);
    await viewer.ready();
    await button(viewer, "Take it back").waitFor();
    await viewer.shown(await thirdRise(viewer));
  });

  it("says when a step is about another program, and makes it that", async () => {
    const viewer = await open("step=3");
    const note = viewer.page.getByRole("note");
    await expect.poll(() => note.textContent()).toContain("the program with the change of step 2");
    await button(viewer, "Make it").click();
    await expect.poll(() => note.count()).toBe(0);
    expect((await viewer.project()).files["main.py"]).toContain("150");
    await viewer.page.evaluate(() => window.__tickless!.session.edit("main.py", "print(1)\n"));
    await expect.poll(() => note.textContent()).toContain("does not fit main.py");
    await button(viewer, "Begin the step from the lesson’s own program").click();
    await expect.poll(async () => (await viewer.project()).files["main.py"]).toContain("150");
    await button(viewer, "Undo").click();
    await expect.poll(async () => (await viewer.project()).files["main.py"]).toBe("print(1)\n");
  });

  it("that is wrong is a problem with its line; the board is there all the same", async () => {
    const wrong = { ...FILES, "lesson.md": FILES["lesson.md"].replace("tab: serial", "tab: cereal") };
    const viewer = await (await openViewer({ url: await serveFolder(wrong) })).ready();
    await viewer.page.getByText("This lesson cannot be read").waitFor();
    await button(viewer, "Show the problem").click();
    await expect.poll(() => viewer.panel.textContent()).toContain("lesson.md:37");
    expect(await viewer.board.isVisible()).toBe(true);
  });

  it("is embedded at one of its steps without its text, its change made", async () => {
    const viewer = await (await openViewer({ url: await serveFolder(FILES), query: "embed&step=2" })).ready();
    await viewer.shown(await thirdRise(viewer));
    expect((await viewer.project()).files["main.py"]).toContain("150");
    expect(await viewer.page.getByRole("navigation", { name: "Steps of the lesson" }).count()).toBe(0);
  });
});

describe.each(["dark", "light"])("a lesson on the %s page", (theme) => {
  it("is accessible in a column, among the panels, and where it is narrow", async () => {
    const viewer = await open(`step=2&theme=${theme}`);
    const check = async (where: string) => {
      await viewer.page.waitForTimeout(300);
      await viewer.picture(`lesson-${theme}-${where}`);
      expect({ where, obstacles: await obstacles(viewer) }).toEqual({ where, obstacles: [] });
    };
    await check("column");
    await button(viewer, "Show the lesson among the panels").click();
    await check("panel");
    await viewer.openTab("Tasks");
    await check("strip");
    await viewer.page.setViewportSize({ width: 360, height: 740 });
    await viewer.openTab("Code");
    await check("narrow");
    const overflow = await viewer.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await button(viewer, "Text of the step").click();
    await expect.poll(() => viewer.page.getByRole("region", { name: "Text of the lesson" }).count()).toBe(0);
    await check("folded");
  });
});

describe("the gallery's lessons", () => {
  it("are read once their last step has been seen, and lead on to the next", async () => {
    const viewer = await (await openViewer({ example: "lessons/03-waiting", query: "step=1" })).ready();
    const { page } = viewer;
    for (let step = 0; step < 12; step++) await page.locator("body").press("Shift+>");
    await expect.poll(() => button(viewer, "Next").getAttribute("aria-disabled")).toBe("true");
    await button(viewer, "Examples").click();
    const read = page.getByRole("dialog").getByRole("listitem").filter({ hasText: "read" });
    await expect.poll(() => read.filter({ hasText: "Waiting" }).locator(".card-read").count()).toBe(1);
    expect(await page.locator(".card-read").count()).toBe(1);
  });
});

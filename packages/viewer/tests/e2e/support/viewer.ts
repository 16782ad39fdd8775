import { mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type Locator, type Page } from "playwright-core";
import { expect, inject, onTestFinished } from "vitest";
import type { Nanos, Trace } from "@tickless/sim-core";
// Declares `window.__tickless`: the session behind the page.
import type {} from "../../../src/app/create-session.js";
import { readPng, type Picture } from "./picture.js";

export interface Opening {
  readonly example?: string;
  /** Of the address, without "?": "t=1s&theme=light". */
  readonly query?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly touch?: boolean;
  /** Another server than the one without a project. */
  readonly url?: string;
  readonly reducedMotion?: "reduce" | "no-preference";
  /** What the test makes go wrong on purpose. */
  readonly allow?: RegExp;
}

const PATIENCE = 20_000;
const pictures = join(tmpdir(), "tickless-pictures");

let browser: Promise<Browser> | undefined;

/** Opens the viewer in a browser of its own. Closed after the test, which fails if the page complained of anything. */
export async function openViewer(opening: Opening = {}): Promise<Viewer> {
  const surroundings = inject("surroundings");
  if ("missing" in surroundings) throw new Error(surroundings.missing);
  browser ??= chromium.connect(surroundings.browser);
  const context = await (
    await browser
  ).newContext({
    viewport: opening.viewport ?? { width: 1280, height: 800 },
    reducedMotion: opening.reducedMotion ?? "reduce",
    hasTouch: opening.touch ?? false,
    acceptDownloads: true,
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const complaints = listen(page);
  onTestFinished(async () => {
    await context.close();
    expect(complaints.filter((text) => !opening.allow?.test(text))).toEqual([]);
  });
  const parameters = [opening.example && `example=${opening.example}`, opening.query].filter(Boolean).join("&");
  await page.goto(`${opening.url ?? surroundings.viewer}?${parameters}`);
  await page.waitForFunction(() => "__tickless" in window);
  return new Viewer(page);
}

/** Errors of the page and of its workers, and what its security policy has refused. */
function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`error: ${error.stack ?? error.message}`));
  page.on("console", (message) => {
    if (message.type() !== "error" && !/Content Security Policy/.test(message.text())) return;
    // Whether there is a project is found out by asking for it.
    if (message.location().url.endsWith("/project.json")) return;
    complaints.push(`console: ${message.text()} (${message.location().url})`);
  });
  return complaints;
}

/** The page as a test sees it: what is shown, and the session behind it. */
export class Viewer {
  constructor(readonly page: Page) {}

  /** The scrubber: the one control for time. */
  get slider(): Locator {
    return this.page.getByRole("slider", { name: "Time", exact: true });
  }

  /** Until the project has run to the length that it is to have, and the board at the cursor is known. */
  async ready(): Promise<this> {
    await this.page.waitForFunction(() => {
      const { run, time } = window.__tickless!.session;
      const status = run.status.value;
      if (!status || run.starting.value || run.failure.value) return false;
      const idle = status.state !== "running" && run.end.value >= status.now;
      return idle && time.state.value?.run === status.run && time.state.value.time === time.cursor.value;
    });
    return this;
  }

  /** Moves the cursor, and waits until the board is shown as it was then. */
  async seek(time: Nanos): Promise<void> {
    await this.page.evaluate((to) => window.__tickless!.session.seek(to), time);
    await this.shown(time);
  }

  async shown(time: Nanos): Promise<void> {
    await this.page.waitForFunction((at) => {
      const { cursor, state } = window.__tickless!.session.time;
      return cursor.value === at && state.value?.time === at;
    }, time);
  }

  get board(): Locator {
    return this.page.getByRole("region", { name: "Board" });
  }

  get timeline(): Locator {
    return this.page.getByRole("region", { name: "Timeline" });
  }

  /** The panel whose tab is open. */
  get panel(): Locator {
    return this.page.locator("#side > [role=tabpanel]:not([hidden])");
  }

  async openTab(name: string): Promise<void> {
    const tabs = this.page.getByRole("tablist", { name: "Panels" });
    await tabs.getByRole("tab", { name: new RegExp(`^${name}`) }).click();
    await this.panel.waitFor();
  }

  async pause(): Promise<void> {
    await this.page.evaluate(() => window.__tickless!.session.pause());
    await this.page.waitForFunction(() => {
      const { run, time } = window.__tickless!.session;
      const status = run.status.value;
      return status && status.state !== "running" && !time.live.value && run.end.value >= status.now;
    });
  }

  /** Until another run than this one has run to its length. */
  async rerunSince(run: number): Promise<void> {
    await this.page.waitForFunction((before) => (window.__tickless!.session.run.status.value?.run ?? 0) > before, run);
    await this.ready();
  }

  /** The first edge on a pin after a time, as the recording has it. */
  nextEdge(pin: string, after: Nanos): Promise<Nanos | undefined> {
    return this.page.evaluate(
      ({ id, from }) => window.__tickless!.session.store.next(from, 1, [{ id, kind: "pin", tracks: [id] }]),
      { id: pin, from: after },
    );
  }

  /** What the timeline says of each pin in sight at the cursor agrees with the trace; there are so many at least. */
  async expectLevels(trace: Trace, time: Nanos, atLeast = 1): Promise<void> {
    const texts = await this.page
      .locator("[data-lane]")
      .evaluateAll((lanes) =>
        lanes.map((lane) => [lane.getAttribute("data-lane") ?? "", lane.querySelector(".tl-value")?.textContent ?? ""]),
      );
    const words: Record<number, string> = { 0: "low", 1: "high", 2: "conflict", 3: "floating" };
    let compared = 0;
    for (const [lane, text] of texts as [string, string][]) {
      const track = trace.get(lane);
      const word = words[trace.at(time).number(lane) ?? -1];
      if (track?.kind !== "digital" || word === undefined || text.endsWith("V")) continue;
      expect({ lane, time, text }).toEqual({ lane, time, text: word });
      compared++;
    }
    expect(compared, "pins that the timeline shows").toBeGreaterThanOrEqual(atLeast);
  }

  /** Opens a file in the editor. */
  async openFile(path: string): Promise<void> {
    await this.openTab("Code");
    await this.page.evaluate((file) => void (window.__tickless!.session.look.file.value = { path: file }), path);
    await this.panel.getByRole("textbox").first().waitFor();
  }

  /** Types over the first place with this text, as a person does after selecting it. */
  async replaceInEditor(text: string, by: string): Promise<void> {
    await this.panel.getByRole("textbox").first().click();
    await this.page.evaluate((wanted) => {
      const lines = [...document.querySelectorAll(".cm-content .cm-line")];
      const line = lines.find((each) => each.textContent?.includes(wanted));
      if (!line) throw new Error(`the editor does not show '${wanted}'`);
      const places: { node: Text; from: number }[] = [];
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      let length = 0;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        places.push({ node: node as Text, from: length });
        length += (node as Text).length;
      }
      const start = line.textContent.indexOf(wanted);
      const place = (at: number) => {
        const { node, from } = places.findLast((each) => each.from <= at)!;
        return [node, at - from] as const;
      };
      const selection = document.getSelection()!;
      selection.setBaseAndExtent(...place(start), ...place(start + wanted.length));
    }, text);
    await this.page.keyboard.insertText(by);
  }

  cursor(): Promise<Nanos> {
    return this.page.evaluate(() => window.__tickless!.session.time.cursor.value);
  }

  status() {
    return this.page.evaluate(() => window.__tickless!.session.run.status.value);
  }

  project() {
    return this.page.evaluate(() => window.__tickless!.session.project.project.value);
  }

  inputs() {
    return this.page.evaluate(() => window.__tickless!.session.project.inputs.value);
  }

  /** The state that is shown: numbers by the names of tracks, and framebuffers. */
  state(): Promise<{ time: Nanos; values: Record<string, number>; pixels: Record<string, number[]> }> {
    return this.page.evaluate(() => {
      const { run, time } = window.__tickless!.session;
      const state = time.state.value;
      if (!state) throw new Error("no state is shown");
      return {
        time: state.time,
        values: Object.fromEntries(run.tracks.value.map(({ name }, index) => [name, state.values[index] as number])),
        pixels: Object.fromEntries(Object.entries(state.pixels).map(([name, bytes]) => [name, [...bytes]])),
      };
    });
  }

  /** What a person sees there. Kept in the system's folder for temporary files. */
  async picture(name: string, of: Locator | Page = this.page): Promise<Picture> {
    const png = await of.screenshot({ animations: "disabled" });
    mkdirSync(pictures, { recursive: true });
    writeFileSync(join(pictures, `${name}.png`), png);
    return readPng(png);
  }
}

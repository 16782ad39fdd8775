import { chromium, type Browser, type Page } from "playwright-core";
import { BUILT_APP } from "tickless/cli/view-app";
import { startViewServer } from "tickless/cli/view-server";
import { CHROMIUM_FLAGS, findChromium } from "../../scripts/find-chromium.mjs";
import type { Figure } from "./figure.js";

/* The built viewer in a real browser: WebGL in software, when there is no graphics card. */

/** What of the page's session is used here. */
interface Session {
  readonly run: {
    readonly status: Value<{ readonly run: number; readonly state: string; readonly now: number } | undefined>;
    readonly starting: Value<boolean>;
    readonly end: Value<number>;
  };
  readonly time: {
    readonly state: Value<{ readonly run: number; readonly time: number } | undefined>;
    readonly cursor: Value<number>;
  };
  readonly project: { readonly project: Value<{ readonly files: Readonly<Record<string, string>> }> };
  seek(time: number): void;
  edit(path: string, text: string): void;
  runTo(until: number): Promise<void>;
}
interface Value<T> {
  readonly value: T;
}
type Shown = typeof globalThis & { readonly __tickless?: { readonly session: Session } };

const SECOND = 1e9;
const EXAMPLE = "example=04-fade-and-scroll&t=3s";

/** Figures of the page as a person meets it. */
export async function viewerPage(): Promise<Figure[]> {
  const browser = await chromium.launch({ executablePath: await findChromium(), args: [...CHROMIUM_FLAGS] });
  const server = await startViewServer({ app: BUILT_APP, project: undefined, host: "127.0.0.1", ports: [0] });
  try {
    const url = `${server.url}?${EXAMPLE}`;
    return [...(await firstPaint(browser, url)), await scrub(browser, url), ...(await edit(browser, url))];
  } finally {
    await server.close();
    await browser.close();
  }
}

async function firstPaint(browser: Browser, url: string): Promise<Figure[]> {
  const paints: number[] = [];
  const complete: number[] = [];
  for (let round = 0; round < 5; round++) {
    const page = await open(browser, url);
    const [paint, now] = await page.evaluate(() => {
      return [performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Infinity, performance.now()];
    });
    paints.push(paint);
    complete.push(now);
    await page.context().close();
  }
  return [
    { what: "first paint of the viewer, with an empty cache", ...ms(quantile(paints, 0.5)), target: 1500 },
    { what: "until 6 s of 04-fade-and-scroll have been run and are shown", ...ms(quantile(complete, 0.5)) },
  ];
}

/** From asking for another moment until a frame that shows it has been handed over. */
async function scrub(browser: Browser, url: string): Promise<Figure> {
  const page = await open(browser, url);
  const times = await page.evaluate(async () => {
    const { session } = (globalThis as Shown).__tickless!;
    const frame = (): Promise<number> => new Promise(requestAnimationFrame);
    const end = session.run.end.value;
    const all: number[] = [];
    for (let i = 0; i < 140; i++) {
      await frame();
      // Steps of a large prime, so that far and near moments take turns.
      const to = Math.round((i * 2_654_435_761) % end);
      const started = performance.now();
      session.seek(to);
      while (session.time.state.value?.time !== to) await new Promise((resolve) => setTimeout(resolve));
      await frame();
      await frame();
      all.push(performance.now() - started);
    }
    return all.slice(20);
  });
  await page.context().close();
  return { what: "scrub to pixels, 19 of 20 times", ...ms(quantile(times, 0.95)), target: 50 };
}

/** From a keystroke until the whole of the new run is recorded; the page waits for a pause in the typing first. */
async function edit(browser: Browser, url: string): Promise<Figure[]> {
  const page = await open(browser, url);
  const times = await page.evaluate(async (until) => {
    const { session } = (globalThis as Shown).__tickless!;
    const { run, project } = session;
    await session.runTo(until);
    const done = async (other: number): Promise<void> => {
      for (;;) {
        const status = run.status.value;
        if (!run.starting.value && status && status.run !== other && run.end.value >= until) return;
        await new Promise((resolve) => setTimeout(resolve));
      }
    };
    await done(-1);
    const text = project.project.value.files["main.py"] as string;
    const all: number[] = [];
    for (let i = 0; i < 7; i++) {
      const before = run.status.value!.run;
      const started = performance.now();
      session.edit("main.py", `${text}# ${i}\n`);
      await done(before);
      all.push(performance.now() - started);
    }
    return all.slice(2);
  }, 10 * SECOND);
  await page.context().close();
  const what = "from an edit to the new timeline of 10 s of 04-fade-and-scroll, the pause of 150 ms included";
  return [{ what, ...ms(quantile(times, 0.5)), target: 500 }];
}

/** A page of its own, when its project has run. */
async function open(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => {
    const session = (globalThis as Shown).__tickless?.session;
    const { cursor, state } = session?.time ?? {};
    return (
      session?.run.status.value && session.run.status.value.state !== "running" && cursor!.value === state!.value?.time
    );
  });
  return page;
}

const ms = (ratio: number) => ({ ratio, unit: " ms", atMost: true });

const quantile = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(part * values.length))] as number;

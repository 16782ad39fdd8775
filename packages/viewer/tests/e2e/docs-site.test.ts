import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { preview } from "vite";
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from "vitest";
import { obstacles } from "./support/axe.js";

const site = fileURLToPath(new URL("../../../../docs/site/", import.meta.url));

let url: string;
let browser: Browser;
let close: () => Promise<void>;

/** The site as it is built, served as `npm run docs` does. */
beforeAll(async () => {
  const surroundings = inject("surroundings");
  if ("missing" in surroundings) throw new Error(surroundings.missing);
  execFileSync(process.execPath, [`${site}build.mjs`], { stdio: ["ignore", "ignore", "pipe"] });
  const place = { host: "127.0.0.1", port: 0 };
  const outDir = `${site}dist`;
  const server = await preview({
    configFile: false,
    root: site,
    appType: "mpa",
    build: { outDir },
    preview: place,
    logLevel: "silent",
  });
  url = server.resolvedUrls!.local[0]!;
  browser = await chromium.connect(surroundings.browser);
  close = () => server.close();
}, 240_000);

afterAll(() => close?.());

interface Visit {
  readonly theme?: "dark" | "light";
  readonly width?: number;
}

/** A page of the site. The test fails if it asks another host for anything, or complains. */
async function open(path: string, { theme = "dark", width = 1280 }: Visit = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme: theme,
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.location().url.endsWith("/project.json"))
      complaints.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !/^(data|blob):/.test(request.url()))
      complaints.push(`asks for ${request.url()}`);
  });
  onTestFinished(async () => {
    await context.close();
    expect(complaints).toEqual([]);
  });
  await page.goto(url + path);
  await page.waitForLoadState("networkidle");
  return page;
}

const PAGES = ["", "get-started.html", "lessons/03-waiting.html", "api/sim-core/time.html"];

describe("the documentation site", () => {
  it.each(PAGES)("/%s can be read by everybody, in both themes", async (path) => {
    for (const theme of ["dark", "light"] as const) {
      expect(await obstacles({ page: await open(path, { theme }) }), theme).toEqual([]);
    }
  });

  it.each(PAGES)("/%s is as wide as a phone", async (path) => {
    const page = await open(path, { width: 360 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });

  it("runs a simulation when it is asked to, and not before", async () => {
    const page = await open("");
    expect(await page.locator("iframe").count()).toBe(0);
    const title = "Three tasks on one board: fading, scrolling and a button";
    await page.getByRole("button", { name: `Run it here ${title}` }).click();
    expect(await page.locator("iframe").getAttribute("title")).toBe(title);
    const frame = page.frameLocator("iframe");
    await frame.getByRole("region", { name: "Board" }).waitFor();
    await frame.getByText("watch_button").first().waitFor();
    expect(await frame.locator("html").getAttribute("data-theme")).toBe("dark");
  });

  it("keeps two simulations at a time", async () => {
    const page = await open("lessons/03-waiting.html");
    const buttons = page.getByRole("button", { name: "Run it here" });
    const all = await buttons.count();
    for (let times = 0; times < 3; times++) await buttons.last().click();
    expect(await page.locator("iframe").count()).toBe(2);
    expect(await buttons.count()).toBe(all - 2);
  });

  it("is searched without a server", async () => {
    const page = await open("concepts.html");
    await page.keyboard.press("Control+k");
    await page.getByRole("searchbox").fill("fingerprint");
    const first = page.locator("#localsearch-list [role=option] a, #localsearch-list a").first();
    await first.waitFor();
    expect(await first.getAttribute("href")).toMatch(/\.html(#.*)?$/);
  });
});

// Takes the pictures of the viewer that the README shows, from the built viewer in a real browser.
//
//   npm run screenshots

import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { BUILT_APP } from "../packages/tickless/dist/cli/view-app.js";
import { startViewServer } from "../packages/tickless/dist/cli/view-server.js";
import { CHROMIUM_FLAGS, findChromium } from "./find-chromium.mjs";

const folder = fileURLToPath(new URL("../docs/images/", import.meta.url));

/** `act` is run in the page before the picture is taken. */
const PICTURES = [
  {
    name: "viewer",
    query: "?example=04&t=1.206s&view=1.195s-1.23s&theme=dark",
    size: { width: 1440, height: 960 },
    act: () => document.querySelector("#tab-tasks").click(),
  },
  {
    name: "edit",
    query: "?example=04&t=3s&theme=light",
    size: { width: 1440, height: 900 },
    act: () => {
      const { session } = window.__tickless;
      const text = session.project.project.value.files["main.py"];
      session.edit("main.py", text.replace('"Press the button!", 3000', '"Press the button!", 1000'));
    },
  },
  { name: "phone", query: "?example=03&t=450ms&theme=dark", size: { width: 390, height: 800 } },
];

/** Films of the board, made as a person makes them: by the page's own exporter. */
const FILMS = [
  { name: "film", query: "?example=04&t=6s&view=0.5s-4.5s&theme=dark", size: { width: 1440, height: 900 }, scale: 1.5 },
];

mkdirSync(folder, { recursive: true });
const server = await startViewServer({ app: BUILT_APP, project: undefined, host: "127.0.0.1", ports: [0] });
const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_FLAGS });
try {
  for (const { name, query, size, act } of PICTURES) {
    const page = await browser.newPage({ viewport: size, reducedMotion: "reduce" });
    await page.goto(`${server.url}${query}`);
    await settled(page);
    if (act) {
      await page.evaluate(act);
      await page.waitForTimeout(1000);
      await settled(page);
    }
    await page.screenshot({ path: `${folder}${name}.png` });
    await page.close();
    console.log(`docs/images/${name}.png`);
  }
  for (const film of FILMS) await takeFilm(film);
} finally {
  await browser.close();
  await server.close();
}

async function takeFilm({ name, query, size, scale }) {
  const page = await browser.newPage({ viewport: size });
  await page.goto(`${server.url}${query}`);
  await settled(page);
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: /film/i }).click();
  await page.getByLabel("Size").selectOption(String(scale));
  const [download] = await Promise.all([
    page.waitForEvent("download", { timeout: 120_000 }),
    page.getByRole("button", { name: "Make GIF" }).click(),
  ]);
  await download.saveAs(`${folder}${name}.gif`);
  await page.close();
  console.log(`docs/images/${name}.gif`);
}

/** The run is over, and what it shows has been drawn. */
async function settled(page) {
  await page.waitForFunction(
    () => {
      const { run } = window.__tickless?.session ?? {};
      return run?.status.value && run.status.value.state !== "running" && !run.starting.value;
    },
    undefined,
    { timeout: 60_000 },
  );
  await page.waitForTimeout(1500);
}

// Takes the pictures that stand in the documents until a run is started there, dark and light, from the built viewer.
//
//   npm run docs-pictures

import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { exampleOf, livesOf, resolveLink } from "../docs/site/links.mjs";
import { BUILT_APP } from "../packages/tickless/dist/cli/view-app.js";
import { startViewServer } from "../packages/tickless/dist/cli/view-server.js";
import { CHROMIUM_FLAGS, findChromium } from "./find-chromium.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const SIZE = { width: 1000, height: 640 };

/** Address and file of each picture; what several documents show is taken once. */
function wanted() {
  const found = new Map();
  for (const name of readdirSync(`${root}docs`, { recursive: true, encoding: "utf8" })) {
    const file = `docs/${name.replaceAll("\\", "/")}`;
    if (!file.endsWith(".md") || file.startsWith("docs/site/")) continue;
    for (const { still, target, query } of livesOf(readFileSync(root + file, "utf8"))) {
      found.set(resolveLink(file, still), `?example=${exampleOf(resolveLink(file, target))}&embed&${query}`);
    }
  }
  return found;
}

mkdirSync(`${root}docs/images/live`, { recursive: true });
const server = await startViewServer({ app: BUILT_APP, project: undefined, host: "127.0.0.1", ports: [0] });
const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_FLAGS });
try {
  for (const [still, query] of wanted()) {
    for (const theme of ["dark", "light"]) {
      const page = await browser.newPage({ viewport: SIZE, reducedMotion: "reduce" });
      await page.goto(`${server.url}${query}&theme=${theme}`);
      await page.waitForFunction(
        () => {
          const { run } = window.__tickless?.session ?? {};
          return run?.status.value && run.status.value.state !== "running" && !run.starting.value;
        },
        undefined,
        { timeout: 60_000 },
      );
      await page.waitForTimeout(1500);
      const failure = page.getByText("could not be loaded");
      if ((await failure.count()) > 0)
        throw new Error(`${still}: ${await failure.first().textContent()}; has the viewer just been built?`);
      const path = still.replace("-dark", `-${theme}`);
      await page.screenshot({ path: root + path });
      await page.close();
      console.log(path);
    }
  }
} finally {
  await browser.close();
  await server.close();
}

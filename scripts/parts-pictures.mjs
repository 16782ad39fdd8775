// Takes a picture of every part for docs/parts.md, from the built viewer in a real browser.
//
//   npm run parts-pictures    and then npm run parts-docs, which refers to those that there are

import { DEFINITIONS } from "@tickless/devices";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { BUILT_APP } from "../packages/tickless/dist/cli/view-app.js";
import { startViewServer } from "../packages/tickless/dist/cli/view-server.js";
import { CHROMIUM_FLAGS, findChromium } from "./find-chromium.mjs";

const folder = fileURLToPath(new URL("../docs/images/parts/", import.meta.url));
/** Another build of the viewer. */
const app = process.argv[2] ?? BUILT_APP;
const SIZE = { width: 280, height: 190 };
/** The board alone, without what is to be clicked. */
const STYLE = `.zone-board { position: fixed; inset: 0; z-index: 1000 }
  .board-tools, .board-findings, .board > button { display: none !important }`;

mkdirSync(folder, { recursive: true });
const server = await startViewServer({ app, project: undefined, host: "127.0.0.1", ports: [0] });
const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_FLAGS });
try {
  const page = await browser.newPage({ viewport: SIZE, reducedMotion: "reduce" });
  await page.goto(`${server.url}?example=01&theme=light&t=0s`);
  await page.waitForFunction(() => window.__tickless?.session.run.board.value !== undefined);
  await page.addStyleTag({ content: STYLE });
  const parts = DEFINITIONS.filter(({ pins, connect }) => pins.length > 0 || connect);
  for (const [index, { type, mcu }] of parts.entries()) {
    await page.evaluate(open, { type, diagram: diagramOf(type, mcu !== undefined) });
    // The page draws a few frames later, the first time when the faces are painted.
    await page.waitForTimeout(index === 0 ? 2000 : 300);
    // It fits; legs and labels stand out a little.
    await page.evaluate(() => document.querySelector(".board-tools button").click());
    await page.waitForTimeout(400);
    await page.screenshot({ path: `${folder}${type}.png` });
  }
  console.log(`docs/images/parts/: ${parts.length} pictures`);
} finally {
  await browser.close();
  await server.close();
}

/** The part alone; a board that nothing is seen of runs the program. */
function diagramOf(type, isBoard) {
  const part = { id: "u1", type, left: 0, top: 0, attrs: {} };
  const board = { id: "hidden", type: "board-pi-pico", left: 0, top: 0, hide: true, attrs: {} };
  return JSON.stringify({ version: 1, parts: isBoard ? [part] : [part, board], connections: [] });
}

/** In the page. */
async function open({ type, diagram }) {
  await window.__tickless.session.open({ name: type, files: { "main.py": "", "diagram.json": diagram } }, { at: 0 });
}

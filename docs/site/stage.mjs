// Writes all pages of the site, those of docs/ and those that are made from the program, into one folder for VitePress.

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { apiPages } from "./stage-api.mjs";
import { cliPage } from "./stage-cli.mjs";
import { lessonPages } from "./stage-lessons.mjs";
import { pageText, sourcesIn } from "./links.mjs";
import { pages as allPages, root } from "./pages.mjs";

const staged = fileURLToPath(new URL(".cache/pages/", import.meta.url));

export async function stage() {
  rmSync(staged, { recursive: true, force: true });
  const pages = allPages();
  const write = (path, text) => {
    const file = `${staged}${path}.md`;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    for (const wanted of sourcesIn(text)) cpSync(root + wanted, `${staged}public/source/${wanted}.txt`);
  };
  for (const [source, page] of pages) {
    if (!source.endsWith(".md") || source.endsWith("/lesson.md")) continue;
    write(page, pageText(source, readFileSync(root + source, "utf8"), pages));
  }
  cpSync(`${root}docs/images`, `${staged}public/images`, { recursive: true });
  cpSync(`${root}docs/images`, `${staged}images`, { recursive: true });
  cpSync(`${root}packages/viewer/src/styles/icon.svg`, `${staged}public/icon.svg`);
  cpSync(`${root}packages/tickless/dist/viewer`, `${staged}public/viewer`, { recursive: true });

  const lessons = lessonPages(pages);
  for (const { path, text } of lessons) write(path, text);
  write("cli", cliPage());
  const modules = await apiPages(staged);
  const titles = { lessons: lessons.map(({ path, title }) => ({ link: `/${path}`, text: title })), modules };
  writeFileSync(`${staged}../contents.json`, JSON.stringify(titles));
}
